using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Api.Host;

internal sealed partial class ValidationCompany
{
    private async Task FillChannelsAsync()
    {
        Values["content"] = new JsonObject
        {
            ["type"] = "template",
            ["name"] = "boas_vindas",
            ["language"] = "pt_BR",
        };
        Values["class"] = "utility";
        Values["header"] = new JsonObject { ["text"] = "Oi" };
        Values["body"] = new JsonArray();
        Values["buttons"] = new JsonArray();
        Values["accessToken"] = RandomNumberGenerator.GetString("abcdef", 20);
        var channel = await MakeAsync(
            "/api/v1/channels",
            new JsonObject
            {
                ["name"] = $"WhatsApp {Marker}",
                ["phoneNumberId"] = RandomNumberGenerator.GetString("123456789", 15),
                ["wabaId"] = RandomNumberGenerator.GetString("123456789", 15),
                ["accessToken"] = Values["accessToken"].DeepClone(),
                ["appSecret"] = RandomNumberGenerator.GetString("abcdef", 20),
            }
        );
        Add("channelId", channel["id"]);
        // Nobody's: files are made with the messages.
        Ids["mediaId"] = [Guid.CreateVersion7(TimeProvider.System.GetUtcNow())];
        // Nobody's: messages are entered by hand, for the other company alone, since one that is queued would be sent.
        Ids["replyTo"] = Ids["messageId"] = Ids["webhookId"] = Ids["templateId"] = [Guid.CreateVersion7(TimeProvider.System.GetUtcNow())];
    }
}

internal sealed partial class TenantRows
{
    /// <summary>The template that messages are tried with, which only Meta lists.</summary>
    public async Task RecordTemplateAsync(ValidationCompany company, CancellationToken ct)
    {
        var template = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        company.Ids["templateId"] = [template];
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            insert into channel_templates (tenant_id, id, channel_id, meta_id, name, language, category, status, meta_status, has_named_parameters,
                                           components, status_at, category_at, quality_at, components_at, synced_at, created_at)
            values ($1, $2, $3, $4, 'boas_vindas', 'pt_BR', 'utility', 'approved', 'approved', false,
                    format('[{"type":"BODY","text":"Bem-vindo! %s"}]', $4::text), now(), now(), now(), now(), now(), now())
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(template);
        command.Parameters.AddWithValue(company.Ids["channelId"][0]);
        command.Parameters.AddWithValue(company.Marker);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Messages both ways and what Meta said, which only Meta makes; for the lists that must not show them.</summary>
    public async Task RecordMessagesAsync(ValidationCompany company, CancellationToken ct)
    {
        var message = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        company.Ids["replyTo"] = company.Ids["messageId"] = company.Ids["webhookId"] = company.Ids["mediaId"] = [message];
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            with message as (
                insert into outbound_messages (tenant_id, id, channel_id, recipient, recipient_lookup, type, content, class, needs_open_window, status,
                                               status_at, possible_duplicate, wamid, wamid_lookup, created_at, attempts)
                values ($1, $2, $3, $4, $4, 'text', $4, 'reply', true, 'queued', now(), false, $4, $4, now(), 1)
                returning *
            ), queued as (
                insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
                select tenant_id, id, channel_id, 0, now() + interval '1 year', recipient_lookup from message
            ), attempt as (
                insert into send_attempts (tenant_id, id, message_id, number, state, started_at) select tenant_id, id, id, 1, 'refused', now() from message
            ), event as (
                insert into message_events (tenant_id, id, channel_id, wamid_lookup, message_id, status, at, recorded_at, is_duplicate)
                select tenant_id, id, channel_id, wamid_lookup, id, 'sent', now(), now(), false from message
            ), received as (
                insert into inbound_messages (tenant_id, id, channel_id, wamid, wamid_lookup, sender, sender_lookup, kind, content, at, received_at)
                values ($1, $2, $3, $4, $4, $4, $4, 'text', $4, now(), now())
            ), file as (
                insert into received_files (tenant_id, id, kind, state, state_at, created_at, mismatches, mime_type, size, file_id, details)
                values ($1, $2, 'image', 'stored', now(), now(), 0, 'image/png', 1, $2, $4)
            ), asset as (
                insert into media_assets (tenant_id, id, channel_id, kind, mime_type, size, state, details, created_at, uploads)
                values ($1, $2, $3, 'image', 'image/png', 1, 'stored', $4, now(), 0)
            ), posted as (
                insert into channel_webhooks (tenant_id, id, channel_id, body, received_at, processed_at, updates) values ($1, $2, $3, $4, now(), now(), 1)
            ), notice as (
                insert into channel_notices (tenant_id, id, channel_id, webhook_id, ordinal, field, content, received_at)
                values ($1, $2, $3, $2, 0, 'account_update', $4, now())
            ), used as (
                insert into channel_usage (tenant_id, id, channel_id, day, accepted, received) values ($1, $2, $3, now()::date, 4711, 1147)
            ), replayed as (
                insert into channel_replays (tenant_id, id, channel_id, subject, filter, count, requested_at)
                values ($1, $2, $3, 'messages', '{}', 1, now())
            )
            insert into channel_windows (tenant_id, id, channel_id, recipient_lookup, last_inbound_at) values ($1, $2, $3, $4, now())
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(message);
        command.Parameters.AddWithValue(company.Ids["channelId"][0]);
        command.Parameters.AddWithValue(RandomNumberGenerator.GetBytes(16));
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
