using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

/// <summary>
/// A company with one of every kind of thing, made over HTTP as any client would. Whoever adds a kind of thing to the product adds it
/// here: the validator fails while a tenant-owned table holds no row of company A.
/// </summary>
internal sealed partial class ValidationCompany
{
    private const string Password = "uma frase bem longa";
    private readonly ValidationClient _client;
    private readonly CancellationToken _ct;

    private ValidationCompany(ValidationClient client, char letter, CancellationToken ct)
    {
        (_client, _ct, Letter) = (client, ct, letter);
        // Letters only, so that it is found wherever it appears and is nothing an example contains.
        Marker = RandomNumberGenerator.GetString("bcdfghjkmnpqrstvwxz", 10);
        Prefix = letter + RandomNumberGenerator.GetString("QWXYZ", 2);
    }

    public char Letter { get; }

    /// <summary>Part of everything this company names.</summary>
    public string Marker { get; }

    /// <summary>Begins the codes of its tickets.</summary>
    public string Prefix { get; }

    public Guid Id => Ids["tenantId"][0];
    public string AccessToken { get; private set; } = "";
    public string PanelToken { get; private set; } = "";

    /// <summary>By the name an id has when another thing points to it: <c>deskId</c>, <c>printJobId</c> …</summary>
    public Dictionary<string, List<Guid>> Ids { get; } = [];

    /// <summary>What this company would fill in, by property name; everything else is the document's example.</summary>
    public Dictionary<string, JsonNode> Values { get; } = [];

    /// <summary>Opaque tokens by kind: <c>pay</c>, <c>queue</c>, <c>invite</c>, <c>webhook</c>.</summary>
    public Dictionary<string, string> Tokens { get; } = [];

    /// <summary>What could not be made here, and so is not tried.</summary>
    public List<string> Missing { get; } = [];

    public static async Task<ValidationCompany> RegisterAsync(ValidationClient client, char letter, CancellationToken ct)
    {
        var company = new ValidationCompany(client, letter, ct);
        await company.RegisterAsync();
        await company.FillCounterAsync();
        await company.FillMembersAsync();
        await company.FillContactsAsync();
        await company.FillRequestsAsync();
        await company.FillPrivacyBooksAsync();
        await company.FillChannelsAsync();
        await company.FillInboxAsync();
        await company.FillPipelineAsync();
        await company.FillLeadsAsync();
        await company.FillPanelAsync();
        await company.FillPaymentsAsync();
        await company.FillProductsAsync();
        await company.FillProposalsAsync();
        return company;
    }

    /// <summary>A further session of the owner: for operations that end the one they are called in.</summary>
    public async Task<string> SignInAsync() =>
        (
            await _client.SendAsync(
                "POST",
                "/api/v1/auth/login",
                _ct,
                body: new JsonObject { ["email"] = Values["email"].DeepClone(), ["password"] = Password }
            )
        ).Json!["accessToken"]!.ToString();

    private async Task RegisterAsync()
    {
        var email = $"dona-{Marker}@empresa.example";
        var session = await MakeAsync(
            "/api/v1/auth/register",
            new JsonObject
            {
                ["tenantName"] = $"Empresa {Marker}",
                ["name"] = $"Dona {Marker}",
                ["email"] = email,
                ["password"] = Password,
            }
        );
        AccessToken = session["accessToken"]!.ToString();
        Add("tenantId", session["tenant"]!["id"]);
        Add("userId", session["user"]!["id"]);
        Values["email"] = email;
        Values["password"] = Values["currentPassword"] = Values["newPassword"] = Password;
        Values["name"] = $"Nome {Marker}";
        Values["tenantName"] = $"Empresa {Marker}";
        Values["refreshToken"] = session["refreshToken"]!.DeepClone();
    }

    private async Task FillCounterAsync()
    {
        var service = await MakeAsync(
            "/api/v1/counter/services",
            new JsonObject
            {
                ["name"] = $"Serviço {Marker}",
                ["prefix"] = Prefix,
                ["price"] = Money("12.50"),
                ["priorityWeight"] = 0,
            }
        );
        Add("serviceId", service["id"]);
        var desk = await MakeAsync("/api/v1/counter/desks", new JsonObject { ["name"] = $"Guichê {Marker}" }, idempotencyKey: Marker);
        Add("deskId", desk["id"]);
        // Nobody listens there: slips stay in the ledger, should a worker try.
        Values["host"] = "127.0.0.1";
        Values["port"] = 9;
        var printer = await MakeAsync(
            "/api/v1/counter/printers",
            new JsonObject
            {
                ["name"] = $"Balcão {Marker}",
                ["host"] = "127.0.0.1",
                ["port"] = 9,
                ["profile"] = "generic",
            }
        );
        Add("printerId", printer["id"]);

        // One that waits for its payment, one that is called, one that waits to be called.
        await IssueAsync("12.50");
        await IssueAsync("0.00");
        await MakeAsync($"/api/v1/counter/desks/{Ids["deskId"][0]}/calls", null);
        await IssueAsync("0.00");
        var paid = await IssueAsync("3.00");
        await MakeAsync($"/api/v1/counter/tickets/{paid}/manual-payments", new JsonObject { ["method"] = "cash" });
        Add("printJobId", (await MakeAsync($"/api/v1/counter/printers/{Ids["printerId"][0]}/test-page", null))["id"]);
        foreach (var job in (await ReadAsync("/api/v1/counter/print-jobs"))["items"]!.AsArray().Where(j => j!["ticketId"] is not null))
            Add("printJobId", job!["id"]);
    }

    private async Task<JsonNode> IssueAsync(string amount)
    {
        var ticket = await MakeAsync(
            "/api/v1/counter/tickets",
            new JsonObject { ["serviceId"] = Ids["serviceId"][0].ToString(), ["amount"] = Money(amount) }
        );
        Add("ticketId", ticket["id"]);
        Tokens["queue"] = LastSegment(ticket["followUrl"]);
        return ticket["id"]!;
    }

    private async Task FillMembersAsync()
    {
        var accepted = await MakeAsync("/api/v1/members/invites", new JsonObject { ["role"] = "operator" });
        var member = await MakeAsync(
            $"/api/v1/auth/invites/{LastSegment(accepted["url"])}/accept",
            new JsonObject
            {
                ["name"] = $"Membro {Marker}",
                ["email"] = $"membro-{Marker}@empresa.example",
                ["password"] = Password,
            },
            asOwner: false
        );
        Add("userId", member["user"]!["id"]);
        var open = await MakeAsync(
            "/api/v1/members/invites",
            new JsonObject { ["role"] = "operator", ["email"] = $"convidado-{Marker}@empresa.example" }
        );
        Add("inviteId", open["id"]);
        Add("sessionId", (await ReadAsync("/api/v1/me/sessions"))["items"]![0]!["id"]);
        Tokens["invite"] = LastSegment(open["url"]);
    }

    private async Task FillPanelAsync()
    {
        var offer = await MakeAsync("/api/v1/counter/panel-pairings", null, asOwner: false);
        var panel = await MakeAsync("/api/v1/counter/panels", new JsonObject { ["code"] = offer["code"]!.ToString(), ["name"] = $"Painel {Marker}" });
        Add("panelId", panel["id"]);
        var claim = new JsonObject { ["secret"] = offer["secret"]!.ToString() };
        PanelToken = (await MakeAsync("/api/v1/counter/panel-pairings/claim", claim, asOwner: false))["panelToken"]!.ToString();
        Values["secret"] = offer["secret"]!.DeepClone();
        Values["code"] = (await MakeAsync("/api/v1/counter/panel-pairings", null, asOwner: false))["code"]!.DeepClone();
    }

    /// <summary>Only where the installation offers a test bank; no other is called.</summary>
    private async Task FillPaymentsAsync()
    {
        Values["method"] = "cash";
        Values["expiresAt"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        var link = await MakeAsync(
            "/api/v1/payments/links",
            new JsonObject
            {
                ["amount"] = Money("9.00"),
                ["description"] = $"Pedido {Marker}",
                ["expiresAt"] = Values["expiresAt"].DeepClone(),
            }
        );
        Add("linkId", link["id"]);
        Values["environment"] = "custom";
        Values["baseUrl"] = "https://bank.invalid";
        var account = await _client.SendAsync("GET", "/api/v1/payments/sicredi", _ct, AccessToken);
        if (account is not { Status: 200, Json: { } sicredi })
        {
            Missing.Add($"company {Letter} has no bank ({account.Short}): no account, charge, pay page or notification is tried");
            return;
        }
        Values["baseUrl"] = sicredi["baseUrl"]!.DeepClone();
        Tokens["webhook"] = LastSegment(sicredi["webhookUrl"]);
        await _client.SendAsync("POST", $"/webhooks/sicredi/{Tokens["webhook"]}/pix", _ct, body: new JsonObject { ["pix"] = new JsonArray() });
        var charge = await _client.SendAsync("POST", $"/api/v1/counter/tickets/{Ids["ticketId"][0]}/charge", _ct, AccessToken);
        if (charge is not { IsSuccess: true, Json: { } view })
        {
            Missing.Add($"company {Letter} could not charge ({charge.Short})");
            return;
        }
        Add("chargeId", view["chargeId"]);
        if (view["paymentUrl"] is { } paymentUrl)
            Tokens["pay"] = LastSegment(paymentUrl);
    }

    private async Task<JsonNode> MakeAsync(string path, JsonObject? body, bool asOwner = true, string? idempotencyKey = null)
    {
        var reply = await _client.SendAsync("POST", path, _ct, asOwner ? AccessToken : null, body, idempotencyKey);
        return reply.IsSuccess && reply.Json is { } made
            ? made
            : throw new InvalidOperationException($"Company {Letter} could not be filled: POST {path} answered {reply.Status} {reply.Text}");
    }

    private async Task<JsonNode> ReadAsync(string path) => (await _client.SendAsync("GET", path, _ct, AccessToken)).Json!;

    private void Add(string name, JsonNode? id)
    {
        if (!Ids.TryGetValue(name, out var ids))
            Ids[name] = ids = [];
        ids.Add(Guid.Parse(id!.ToString()));
    }

    private static string LastSegment(JsonNode? url) => url!.ToString().Split('/')[^1];

    private static JsonObject Money(string value) => new() { ["value"] = value, ["currency"] = "BRL" };
}
