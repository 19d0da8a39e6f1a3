using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>Who may do what, asked of every operation in the API document. The table is written out here, apart from the product's.</summary>
public sealed class RolesTests(TestHost host)
{
    private static readonly Dictionary<string, string[]> RolesOf = new()
    {
        ["identity.members.manage"] = ["owner"],
        ["identity.tenant.manage"] = ["owner"],
        ["counter.settings.manage"] = ["owner", "manager"],
        ["counter.tickets.read"] = ["owner", "manager", "agent", "operator"],
        ["counter.tickets.issue"] = ["owner", "manager", "operator"],
        ["counter.tickets.charge"] = ["owner", "manager", "operator"],
        ["counter.tickets.call"] = ["owner", "manager", "operator"],
        ["counter.tickets.cancel"] = ["owner", "manager", "operator"],
        ["counter.print_jobs.reprint"] = ["owner", "manager", "operator"],
        ["payments.settings.manage"] = ["owner"],
        ["payments.read"] = ["owner", "manager"],
        ["payments.suspense.resolve"] = ["owner", "manager"],
        ["payments.manual.record"] = ["owner", "manager", "operator"],
        ["payments.refunds.request"] = ["owner", "manager"],
        ["payments.refunds.approve"] = ["owner", "manager"],
        ["payments.reconciliation.manage"] = ["owner", "manager"],
        ["payments.links.manage"] = ["owner", "manager", "operator"],
        ["channels.manage"] = ["owner"],
        ["channels.read"] = ["owner", "manager", "agent"],
        ["channels.messages.read"] = ["owner", "manager"],
        ["channels.messages.send"] = ["owner", "manager", "agent"],
        ["channels.messages.replay"] = ["owner", "manager"],
        ["inbox.conversations.read"] = ["owner", "manager", "agent"],
        ["inbox.conversations.read_all"] = ["owner", "manager"],
        ["inbox.conversations.write"] = ["owner", "manager", "agent"],
        ["inbox.teams.manage"] = ["owner", "manager"],
        ["inbox.canned_responses.manage"] = ["owner", "manager"],
        ["inbox.labels.manage"] = ["owner", "manager"],
        ["sales.leads.read"] = ["owner", "manager", "agent"],
        ["sales.leads.write"] = ["owner", "manager", "agent"],
        ["sales.leads.import"] = ["owner", "manager"],
        ["sales.lead_scoring.manage"] = ["owner", "manager"],
        ["sales.lead_forms.manage"] = ["owner", "manager"],
        ["sales.read_all"] = ["owner", "manager"],
        ["sales.products.read"] = ["owner", "manager", "agent"],
        ["sales.products.manage"] = ["owner", "manager"],
        ["sales.opportunities.read"] = ["owner", "manager", "agent"],
        ["sales.opportunities.write"] = ["owner", "manager", "agent"],
        ["sales.pipelines.manage"] = ["owner", "manager"],
        ["sales.proposals.manage"] = ["owner", "manager"],
        ["people.contacts.read"] = ["owner", "manager", "agent", "operator"],
        ["people.contacts.write"] = ["owner", "manager", "agent", "operator"],
        ["people.contacts.reveal"] = ["owner", "manager", "agent"],
        ["people.contacts.merge"] = ["owner", "manager", "agent"],
        ["people.fields.manage"] = ["owner", "manager"],
        ["people.accesses.read"] = ["owner", "manager"],
        ["privacy.consents.read"] = ["owner", "manager", "agent", "operator"],
        ["privacy.consents.write"] = ["owner", "manager", "agent", "operator"],
        ["privacy.manage"] = ["owner", "manager"],
    };

    private static readonly string[] Roles = ["owner", "manager", "agent", "operator"];

    [Theory]
    [InlineData("owner")]
    [InlineData("manager")]
    [InlineData("agent")]
    [InlineData("operator")]
    public async Task A_role_can_use_every_operation_it_has_the_permission_for_and_no_other(string role)
    {
        var company = await host.NewTenantAsync();
        var member = role == "owner" ? company.Owner : await company.AddMemberAsync(role);
        var asked = 0;
        foreach (var operation in ApiDocument.Operations.Where(o => o.NeedsPermission))
        {
            var answer = await AskAsync(member, operation);
            if (RolesOf[operation.Access].Contains(role))
                answer.Status.ShouldNotBe(403, $"{role} {operation}: {answer.Text}");
            else
                answer.ShouldFail(403, "auth.forbidden");
            asked++;
        }
        asked.ShouldBeGreaterThan(30);
        // No role loses anything that every member has; what is asked for by an id that nobody has is not there.
        foreach (var operation in ApiDocument.Operations.Where(o => o is { Access: "signed_in", Method: "GET" }))
            (await AskAsync(member, operation)).ShouldBe(operation.Path.Contains('{') ? 404 : 200);
    }

    [Fact]
    public async Task A_session_names_the_permissions_of_its_role()
    {
        var company = await host.NewTenantAsync();
        foreach (var role in Roles)
        {
            var me = await (role == "owner" ? company.Owner : await company.AddMemberAsync(role)).MeAsync();
            me.ShouldBe(200).Json["permissions"]!
                .AsArray()
                .Select(p => p!.ToString())
                .Order()
                .ShouldBe(RolesOf.Where(p => p.Value.Contains(role)).Select(p => p.Key).Order());
        }
    }

    [Fact]
    public async Task Nobody_in_particular_gets_401_everywhere_but_at_the_anonymous_operations()
    {
        var anonymous = host.Anonymous();
        foreach (var operation in ApiDocument.Operations)
        {
            var answer = await AskAsync(anonymous, operation);
            if (operation.Access == "anonymous")
                // Some anonymous operations say 401 themselves: that the credentials given are wrong.
                (answer.Status == 401 && answer["code"] == "auth.required").ShouldBeFalse($"{operation}: {answer.Text}");
            else
                answer.ShouldFail(401, "auth.required");
        }
    }

    [Fact]
    public async Task A_member_is_no_screen_and_a_screen_is_no_member()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.GetAsync("/api/v1/counter/panel")).ShouldFail(401, "auth.required");

        var offer = (await host.Anonymous().PostAsync("/api/v1/counter/panel-pairings")).ShouldBe(201);
        (await company.Owner.PostAsync("/api/v1/counter/panels", new { code = offer["code"], name = "TV" })).ShouldBe(201);
        var claimed = (await host.Anonymous().PostAsync("/api/v1/counter/panel-pairings/claim", new { secret = offer["secret"] })).ShouldBe(200);
        var screen = host.Anonymous().SignedIn(claimed["panelToken"]!);
        (await screen.GetAsync("/api/v1/counter/panel")).ShouldBe(200);
        foreach (var operation in ApiDocument.Operations.Where(o => o.NeedsPermission || o.Access == "signed_in"))
            (await AskAsync(screen, operation)).ShouldFail(401, "auth.required");
    }

    /// <summary>As the document's example shows it, for things that do not exist: whether it may be asked is decided before that.</summary>
    private static Task<Answer> AskAsync(ApiClient client, Operation operation)
    {
        var body = operation.BodyExample?.DeepClone();
        // Accepted as it stands, the example would end the session, or make a certificate out of the word "texto".
        if (operation.Id == "Sicredi_Configure")
            body = new JsonObject();
        return client.SendAsync(operation.HttpMethod, operation.PathWith(Guid.CreateVersion7().ToString()), body);
    }
}
