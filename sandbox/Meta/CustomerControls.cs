using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Controls;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Meta;

/// <summary>What customers are, write, see and read.</summary>
internal static class CustomerControls
{
    private const int MostAtOnce = 200_000;

    public static void MapCustomerControls(this IEndpointRouteBuilder app)
    {
        var number = app.MapGroup("/sandbox/meta/numbers/{id}");
        number.MapGet("/customers", Customers);
        number.MapPut("/customers", Register);
        number.MapPost("/inbound", Inbound);
        number.MapGet("/customers/{customer}/chat", Chat);
        number.MapPost("/customers/{customer}/open", Open);
        number.MapPost("/played", Played);
    }

    private static IResult Customers(MetaStore store, ChatView view, string id, int? limit) =>
        store.Find(id) is { } number
            ? ControlJson.Items(number.Customers().OrderByDescending(c => c.Version).Take(limit ?? 500).Select(view.Describe))
            : MetaControls.NoNumber(id);

    private static async Task<IResult> Register(HttpContext http, MetaStore store, ChatView view, TimeProvider clock, string id)
    {
        if (store.Find(id) is not { } number)
            return MetaControls.NoNumber(id);
        if (await ControlJson.ReadAsync(http.Request) is not { } ask)
            return MetaControls.Invalid("The body is an object.");
        string[] known = ["phone", "userId", "name", "username", "undeliverable", "waIdWithoutNinth", "hasPhone", "windowOpen"];
        if (ask.Select(a => a.Key).FirstOrDefault(a => !known.Contains(a)) is { } unknown)
            return MetaControls.Invalid($"{unknown} is not known; a customer has {string.Join(", ", known)}.");
        var withoutPhone = Flag(ask["hasPhone"]) == false;
        var phone = withoutPhone ? null : ChargeRequest.Text(ask["phone"]);
        var userId = ChargeRequest.Text(ask["userId"]) ?? (withoutPhone ? NewUserId() : null);
        if ((phone is null && userId is null) || (phone is not null && Phones.Digits(phone) is null))
            return MetaControls.Invalid("phone is required, or userId, or hasPhone false.");
        var customer = number.Customer(
            new CustomerProfile
            {
                Phone = phone,
                UserId = userId,
                Name = ChargeRequest.Text(ask["name"]),
                Username = ChargeRequest.Text(ask["username"]),
                Undeliverable = Flag(ask["undeliverable"]),
                WaIdWithoutNinth = Flag(ask["waIdWithoutNinth"]),
            }
        );
        if (Flag(ask["windowOpen"]) is { } open)
            customer.OpenWindow(open ? clock.GetUtcNow() : null);
        return MetaControls.Answer(view.Describe(customer));
    }

    private static async Task<IResult> Inbound(HttpContext http, MetaStore store, InboundDesk desk, string id)
    {
        if (store.Find(id) is not { } number)
            return MetaControls.NoNumber(id);
        if (await ControlJson.ReadAsync(http.Request) is not { } ask)
            return MetaControls.Invalid("The body is an object.");
        var address = $"{http.Request.Scheme}://{http.Request.Host}";
        try
        {
            if (ask["count"] is null)
                return Received(desk.Receive(number, ask, address));
            var count = Whole(ask, "count", MostAtOnce);
            var customers = ask["customers"] is null ? 1 : Whole(ask, "customers", MostAtOnce);
            var digits =
                Phones.Digits(ChargeRequest.Text(ask["from"])) ?? throw new BadControlException("count needs from, the first customer's phone.");
            var first = long.Parse(Phones.Canonical(digits), CultureInfo.InvariantCulture);
            for (var i = 0; i < count; i++)
            {
                ask["from"] = (first + (i % customers)).ToString(CultureInfo.InvariantCulture);
                desk.Receive(number, ask, address);
            }
            return MetaControls.Answer(new JsonObject { ["count"] = count });
        }
        catch (BadControlException problem)
        {
            return MetaControls.Invalid(problem.Message);
        }
    }

    private static IResult Chat(MetaStore store, ChatView view, string id, string customer, long? version, int? limit)
    {
        if (Find(store, id, customer, out var found) is not { } known)
            return found;
        // A phone page asks every second, and mostly nothing has happened.
        return version == known.Person.Version && known.Person.TypingUntil == default
            ? Results.NoContent()
            : MetaControls.Answer(view.Chat(known.Person, limit ?? 200));
    }

    private static IResult Open(MetaStore store, SendDesk desk, string id, string customer) =>
        Find(store, id, customer, out var problem) is { } known
            ? MetaControls.Answer(new JsonObject { ["read"] = desk.Open(known.Number, known.Person) })
            : problem;

    private static async Task<IResult> Played(HttpContext http, MetaStore store, SendDesk desk, string id)
    {
        if (store.Find(id) is not { } number)
            return MetaControls.NoNumber(id);
        // In the body: a wamid may contain a slash.
        var wamid = ChargeRequest.Text((await ControlJson.ReadAsync(http.Request))?["wamid"]);
        if (wamid is null || number.Find(wamid) is not { FromCustomer: false, Voice: true } message)
            return ControlJson.Problem(404, "sandbox.meta.message_not_found", "No voice message of this number has this wamid.");
        desk.Played(number, message);
        return Results.NoContent();
    }

    private static (MetaNumber Number, Customer Person)? Find(MetaStore store, string id, string address, out IResult problem)
    {
        problem = Results.Empty;
        if (store.Find(id) is not { } number)
        {
            problem = MetaControls.NoNumber(id);
            return null;
        }
        if (number.FindCustomer(address) is { } person)
            return (number, person);
        problem = ControlJson.Problem(404, "sandbox.meta.customer_not_found", $"This number knows no customer {address}.");
        return null;
    }

    private static IResult Received(MetaMessage message) =>
        MetaControls.Answer(
            new JsonObject
            {
                ["wamid"] = message.Wamid,
                ["customer"] = message.Customer.Key,
                ["waId"] = message.Customer.WaId,
                ["userId"] = message.Customer.UserId,
                ["content"] = message.Content.Length > 0 ? JsonNode.Parse(message.Content) : null,
            },
            201
        );

    private static string NewUserId() =>
        "BR." + Random.Shared.NextInt64(1_000_000_000_000_000_000, long.MaxValue).ToString(CultureInfo.InvariantCulture);

    private static int Whole(JsonObject ask, string name, int most) =>
        ask[name] is JsonValue value && value.TryGetValue<int>(out var number) && number >= 1 && number <= most
            ? number
            : throw new BadControlException($"{name} is a number from 1 to {most}.");

    private static bool? Flag(JsonNode? node) =>
        node is not JsonValue value ? null
        : value.GetValueKind() == JsonValueKind.True ? true
        : value.GetValueKind() == JsonValueKind.False ? false
        : null;
}
