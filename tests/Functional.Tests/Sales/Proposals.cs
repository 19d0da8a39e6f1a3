using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using static CleanApp.Functional.Tests.Sales.Funnel;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What is asked of proposals over HTTP, by whoever sells and by whoever has the link.</summary>
internal static class Proposals
{
    public const string All = "/api/v1/sales/proposals";
    public const string Settings = "/api/v1/sales/proposal-settings";
    public const string Cpf = "529.982.247-25";
    private const string Phone = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    /// <summary>A draft with one line for somebody.</summary>
    public static async Task<(Answer Draft, Guid Opportunity, Guid Contact)> DraftAsync(
        ApiClient by,
        string customer = "Ana Prado",
        Guid? ownerId = null
    )
    {
        var contact = (await by.PostAsync("/api/v1/people/contacts", new { name = customer })).ShouldBe(201).Id;
        var opportunity = (await OpenAsync(by, "Festa", contactId: contact, ownerId: ownerId)).Id;
        var begun = (await BeginAsync(by, opportunity)).ShouldBe(201);
        return ((await SaveAsync(by, begun.Id, Line())).ShouldBe(200), opportunity, contact);
    }

    public static async Task<(Answer Sent, string Token, Guid Opportunity, Guid Contact)> SentAsync(
        ApiClient by,
        string customer = "Ana Prado",
        Guid? ownerId = null
    )
    {
        var (draft, opportunity, contact) = await DraftAsync(by, customer, ownerId);
        var sent = (await SendAsync(by, draft.Id)).ShouldBe(200);
        return (sent, sent.Token(), opportunity, contact);
    }

    public static Task<Answer> BeginAsync(ApiClient by, Guid opportunityId, string? key = null) => by.PostAsync(All, new { opportunityId }, key);

    public static object Line(
        decimal quantity = 1,
        decimal price = 100,
        decimal discount = 0,
        decimal tax = 0,
        Guid? productId = null,
        string name = "Bolo"
    ) =>
        new
        {
            productId,
            name,
            unit = "un",
            quantity,
            unitPrice = Money(price),
            discountPercent = discount,
            taxPercent = tax,
        };

    public static Task<Answer> SaveAsync(ApiClient by, Guid id, params object[] lines) => SaveAsync(by, id, null, lines);

    public static Task<Answer> SaveAsync(ApiClient by, Guid id, string? tag, object[] lines, object? discount = null, string? note = null) =>
        Funnel.SendAsync(
            by,
            HttpMethod.Put,
            $"{All}/{id}/draft",
            new
            {
                lines,
                discount = discount ?? new { kind = "percent", value = 0 },
                validityDays = 10,
                terms = "Metade na entrega",
                note,
            },
            tag
        );

    public static Task<Answer> SendAsync(ApiClient by, Guid id, object? body = null, string? tag = null) =>
        Funnel.SendAsync(by, HttpMethod.Post, $"{All}/{id}/sending", body ?? new { via = "link" }, tag);

    public static Task<Answer> ActAsync(ApiClient by, Guid id, string verb, object? body = null, string? tag = null) =>
        Funnel.SendAsync(by, HttpMethod.Post, $"{All}/{id}/{verb}", body, tag);

    /// <summary>Of the link in the version that is looked at.</summary>
    public static string Token(this Answer details) => details.Json["current"]!.Text("link")!.Split('/')[^1];

    public static string Public(string token) => $"/api/v1/public/proposals/{token}";

    public static Task<Answer> PageAsync(TestHost host, string token) => host.Anonymous().GetAsync(Public(token));

    public static async Task<Answer> LookAsync(TestHost host, string token, string agent = Phone)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Public(token)}/views");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return await host.Anonymous().SendAsync(request);
    }

    /// <param name="hash">Null: as the page says.</param>
    public static async Task<Answer> AcceptAsync(TestHost host, string token, string name = "Ana Prado", string cpf = Cpf, string? hash = null)
    {
        hash ??= (await PageAsync(host, token)).ShouldBe(200)["contentHash"];
        return await host.Anonymous()
            .PostAsync(
                $"{Public(token)}/acceptance",
                new
                {
                    name,
                    cpf,
                    contentHash = hash,
                }
            );
    }

    public static Task<Answer> RefuseAsync(TestHost host, string token, string? reason = null) =>
        host.Anonymous().PostAsync($"{Public(token)}/refusal", new { reason });

    public static string[] Kinds(this IEnumerable<JsonNode> events) => [.. events.Select(e => e.Text("kind")!)];

    /// <summary>Its last day is over: nothing of the product can make it so, and the database does not let anybody.</summary>
    public static Task RunOutAsync(Guid proposalId) =>
        Behind.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            update proposal_versions set expires_at = now() - interval '1 second' where proposal_id = '{proposalId}' and sent_at is not null;
            set session_replication_role = origin;
            update work_items w set run_at = now() from proposal_versions v
            where v.proposal_id = '{proposalId}' and w.subject_id = v.id and w.kind = 'sales.expire_proposal';
            """
        );
}
