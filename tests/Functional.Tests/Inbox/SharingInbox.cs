using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>A company with a team whose conversations are shared out by rule, and the people it is made of.</summary>
public sealed class SharingInbox : IAsyncDisposable
{
    private const string Agents = "/api/v1/inbox/agents";
    private readonly List<HubSocket> _sockets = [];

    private SharingInbox(InboxCompany inbox, Uri address, Guid teamId, List<Person> people)
    {
        (Inbox, Address, TeamId, People) = (inbox, address, teamId, people);
    }

    public InboxCompany Inbox { get; }
    public TestTenant Company => Inbox.Company;
    public ApiClient Owner => Inbox.Owner;

    /// <summary>Of the host they are connected to.</summary>
    public Uri Address { get; }
    public Guid TeamId { get; }
    public List<Person> People { get; }

    public sealed record Person(ApiClient Client, Guid Id)
    {
        public string Token => Client.Http.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    public static object Assignment(string mode, int capacity = 6, int limboMinutes = 10, int? awayReturnMinutes = null) =>
        new
        {
            mode,
            capacity,
            limboMinutes,
            awayReturnMinutes,
        };

    /// <summary>Nobody is connected yet.</summary>
    public static async Task<SharingInbox> OpenAsync(TestHost host, object assignment, int people = 2)
    {
        var company = await host.NewTenantAsync();
        return await OpenAsync(new InboxCompany(company, await Meta.ConnectAsync(company)), host.BaseAddress, assignment, people);
    }

    public static async Task<SharingInbox> OpenAsync(InboxCompany inbox, Uri address, object assignment, int people)
    {
        var all = new List<Person>();
        for (var i = 0; i < people; i++)
        {
            var client = await inbox.Company.AddMemberAsync("agent");
            all.Add(new Person(client, await InboxCompany.IdOfAsync(client)));
        }
        var team = (
            await inbox.Owner.PostAsync(
                "/api/v1/inbox/teams",
                new
                {
                    name = "Vendas",
                    memberIds = all.Select(p => p.Id),
                    channelIds = new[] { inbox.Meta.ChannelId },
                    assignment,
                }
            )
        ).ShouldBe(201);
        return new SharingInbox(inbox, address, team.Id, all);
    }

    /// <summary>They have a screen open from now on, known everywhere when this ends.</summary>
    public async Task<HubSocket> ComeAsync(Person person, Uri? to = null)
    {
        var socket = await HubSocket.OpenAsync(to ?? Address, person.Token);
        _sockets.Add(socket);
        await Eventually.Async(() => AgentAsync(person), a => a["isConnected"]!.GetValue<bool>(), "them to be here");
        return socket;
    }

    public async Task ComeAsync()
    {
        foreach (var person in People)
            await ComeAsync(person);
    }

    /// <summary>What one of many customers writes, whose name tells which.</summary>
    public Task WriteAsync(int customer, string text = "Oi") => Inbox.WriteAsync(text, PhoneOf(customer), NameOf(customer));

    public static string NameOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"Cliente {customer:000}");

    private static string PhoneOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"+551198765{customer:0000}");

    /// <summary>By whom each customer is answered, those that are nobody's left out.</summary>
    public async Task<Dictionary<int, Guid>> AssigneesAsync() =>
        (await ListAsync("?limit=200")).Where(c => c["assignee"] is not null).ToDictionary(CustomerOf, c => Guid.Parse(c["assignee"]!.Text("id")!));

    public static int CustomerOf(JsonNode conversation) =>
        int.Parse(conversation["customer"]!.Text("name")!.Split(' ')[1], CultureInfo.InvariantCulture);

    public async Task<JsonNode> OfCustomerAsync(int customer) => (await ListAsync("?limit=200")).Single(c => CustomerOf(c) == customer);

    public Task<List<JsonNode>> ListAsync(string query = "") => InboxCompany.ListAsync(Owner, query);

    /// <summary>The customer's conversation, once this person has it; null: once nobody has.</summary>
    public Task<JsonNode> WaitForAsync(int customer, Person? person, double seconds = 30) =>
        Eventually.Async(
            async () => (await ListAsync("?limit=200")).Find(c => CustomerOf(c) == customer)!,
            c => c is not null && c["assignee"]?.Text("id") == person?.Id.ToString(),
            $"customer {customer} to be {(person is null ? "nobody's" : "theirs")}",
            seconds
        );

    public Task<Answer> StateAsync(Person person, string state, string? reason = null, DateTimeOffset? until = null) =>
        person.Client.PutAsync(
            $"{Agents}/me/state",
            new
            {
                state,
                reason,
                until,
            }
        );

    public Task<Answer> CapacityAsync(Person person, int? capacity, ApiClient? by = null) =>
        (by ?? Owner).PutAsync($"{Agents}/{person.Id}", new { capacity });

    public async Task<JsonNode> AgentAsync(Person person) =>
        (await Owner.GetAsync(Agents)).ShouldBe(200).Json["items"]!.AsArray().Single(a => a!.Text("id") == person.Id.ToString())!;

    public Task<Answer> ArrangeAsync(object assignment, IEnumerable<Person>? members = null, ApiClient? by = null) =>
        (by ?? Owner).PutAsync(
            $"/api/v1/inbox/teams/{TeamId}",
            new
            {
                name = "Vendas",
                active = true,
                memberIds = (members ?? People).Select(p => p.Id),
                channelIds = new[] { Inbox.Meta.ChannelId },
                assignment,
            }
        );

    /// <summary>Everything that was to be done about who has what is done.</summary>
    public Task SettleAsync() =>
        Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"""
                    select (select count(*) from work_items where tenant_id = '{Company.Id}' and (run_at <= now() or lease_until > now()) and kind like 'inbox.follow%')
                        + (select count(*) from channel_webhooks where tenant_id = '{Company.Id}' and processed_at is null)
                    """
                ),
            left => left == 0,
            "everything to be done"
        );

    /// <summary>As if so much time had passed since then, for what is counted from it.</summary>
    public Task LetPassAsync(string column, string time) =>
        Behind.ExecuteAsync(
            $"""
            update conversations set {column} = {column} - interval '{time}' where tenant_id = '{Company.Id}';
            update work_items set run_at = now() where tenant_id = '{Company.Id}' and kind = 'inbox.follow_conversation'
            """
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
            await socket.DisposeAsync();
    }
}
