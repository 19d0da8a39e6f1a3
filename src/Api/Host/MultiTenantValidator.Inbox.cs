using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using Npgsql;

namespace CleanApp.Api.Host;

internal sealed partial class ValidationCompany
{
    private async Task FillInboxAsync()
    {
        var team = await MakeAsync(
            "/api/v1/inbox/teams",
            new JsonObject
            {
                ["name"] = $"Equipe {Marker}",
                ["memberIds"] = new JsonArray(Ids["userId"][0].ToString()),
                ["channelIds"] = new JsonArray(Ids["channelId"][0].ToString()),
            }
        );
        Add("teamId", team["id"]);
        foreach (var state in new[] { "away", "available" })
            await _client.SendAsync("PUT", "/api/v1/inbox/agents/me/state", _ct, AccessToken, new JsonObject { ["state"] = state });
        await _client.SendAsync("PUT", "/api/v1/inbox/settings", _ct, AccessToken, new JsonObject { ["awayAfterMinutes"] = 5 });
        (Values["mode"], Values["capacity"], Values["limboMinutes"], Values["awayReturnMinutes"]) = ("manual", 6, 10, 15);
        Values["shortcut"] = RandomNumberGenerator.GetString("abcdef", 12);
        var canned = await MakeAsync("/api/v1/inbox/canned-responses", new JsonObject { ["shortcut"] = "ola", ["text"] = $"Oi {Marker}" });
        Add("cannedResponseId", canned["id"]);
        var label = await MakeAsync("/api/v1/inbox/labels", new JsonObject { ["name"] = $"Etiqueta {Marker}", ["color"] = "teal" });
        Add("labelId", label["id"]);
        Ids["addLabelId"] = Ids["removeLabelId"] = Ids["labelId"];
        Ids["sharedWithTeamId"] = Ids["teamId"];
        var filter = await MakeAsync("/api/v1/inbox/saved-filters", new JsonObject { ["name"] = $"Filtro {Marker}", ["view"] = "all" });
        Add("savedFilterId", filter["id"]);
        Ids["mentionedId"] = Ids["userId"];
        Ids["memberId"] = Ids["assigneeId"] = Ids["userId"];
        // Begun once there is a template to begin it with.
        Ids["conversationId"] = [Guid.CreateVersion7(TimeProvider.System.GetUtcNow())];
        Ids["supportTicketId"] = Ids["intoId"] = Ids["scheduledMessageId"] = Ids["conversationId"];
        Values["sendAt"] = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        await FillAlertsAsync();
        (Values["reply"], Values["holdSeconds"]) = ($"Resposta {Marker}", 10);
        Values["status"] = "snoozed";
        Values["PUT /api/v1/inbox/support-tickets/{supportTicketId}/status status"] = "resolved";
        Values["snoozedUntil"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        Values["POST /api/v1/inbox/messages/searches after"] = new Cursor(TimeProvider.System.GetUtcNow(), Guid.AllBitsSet).ToString();
    }

    private async Task FillAlertsAsync()
    {
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = browser.ExportParameters(includePrivateParameters: false).Q;
        Values["endpoint"] = $"https://push.example/{Marker}";
        Values["p256dh"] = Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]);
        Values["auth"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var device = await MakeAsync(
            "/api/v1/inbox/alerts/devices",
            new JsonObject
            {
                ["name"] = $"Chrome {Marker}",
                ["endpoint"] = Values["endpoint"].DeepClone(),
                ["p256dh"] = Values["p256dh"].DeepClone(),
                ["auth"] = Values["auth"].DeepClone(),
            }
        );
        Add("deviceId", device["id"]);
    }

    public async Task StartConversationAsync()
    {
        var conversation = await MakeAsync(
            "/api/v1/inbox/conversations",
            new JsonObject
            {
                ["channelId"] = Ids["channelId"][0].ToString(),
                ["to"] = "+5511987654321",
                ["content"] = Values["content"].DeepClone(),
            }
        );
        Ids["conversationId"] = [Guid.Parse(conversation["id"]!.ToString())];
        await MakeAsync(
            "/api/v1/inbox/conversations/changes",
            new JsonObject { ["conversationIds"] = new JsonArray(Ids["conversationId"][0].ToString()), ["addLabelId"] = Ids["labelId"][0].ToString() }
        );
        var scheduled = await MakeAsync(
            $"/api/v1/inbox/conversations/{Ids["conversationId"][0]}/scheduled-messages",
            new JsonObject { ["content"] = Values["content"].DeepClone(), ["sendAt"] = Values["sendAt"].DeepClone() }
        );
        Ids["scheduledMessageId"] = [Guid.Parse(scheduled["id"]!.ToString())];
        await MakeAsync(
            $"/api/v1/inbox/conversations/{Ids["conversationId"][0]}/messages",
            new JsonObject { ["content"] = Values["content"].DeepClone(), ["holdSeconds"] = 10 }
        );
        await _client.SendAsync(
            "PUT",
            $"/api/v1/inbox/conversations/{Ids["conversationId"][0]}/draft",
            _ct,
            AccessToken,
            new JsonObject { ["reply"] = $"Rascunho {Marker}", ["note"] = "" }
        );
        var ticket = await MakeAsync(
            "/api/v1/inbox/support-tickets",
            new JsonObject
            {
                ["title"] = $"Chamado {Marker}",
                ["type"] = "problem",
                ["priority"] = "high",
                ["conversationId"] = Ids["conversationId"][0].ToString(),
            }
        );
        Ids["supportTicketId"] = Ids["intoId"] = [Guid.Parse(ticket["id"]!.ToString())];
    }
}

internal sealed partial class TenantRows
{
    /// <summary>An open screen of the owner's, which only a socket makes.</summary>
    public async Task RecordScreenAsync(ValidationCompany company, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            insert into agent_connections (tenant_id, id, user_id, expires_at, is_over)
            values ($1, gen_random_uuid(), $2, now() + interval '1 day', false)
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(company.Ids["userId"][0]);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>As if company A's owner had chosen how to be told, and had been told of their conversation.</summary>
    public async Task RecordAlertAsync(ValidationCompany company, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            with chosen as (
                insert into alert_settings (tenant_id, id, user_id, scope, sound, shows_words) values ($1, $2, $2, 'all', true, true)
            )
            insert into device_alerts (tenant_id, id, subscription_id, conversation_id, sequence, at) values ($1, $3, $3, $4, 4711, now())
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(company.Ids["userId"][0]);
        command.Parameters.AddWithValue(company.Ids["deviceId"][0]);
        command.Parameters.AddWithValue(company.Ids["conversationId"][0]);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
