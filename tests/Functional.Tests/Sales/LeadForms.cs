using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>A form of a company, and what anybody does with its link.</summary>
internal sealed record LeadForms(TestHost Host, Guid Id, string Token, int Version)
{
    public const string Route = "/api/v1/sales/lead-forms";
    public const string Notice = "Usamos seus dados para responder a este contato.";

    public string Page => $"/api/v1/public/lead-forms/{Token}";

    public static object Body(
        string name = "Vitrine",
        string phone = "required",
        string email = "optional",
        string message = "optional",
        Guid? ownerId = null,
        string title = "Fale com a gente",
        bool active = true
    ) =>
        new
        {
            name,
            title,
            text = "Respondemos no mesmo dia.",
            phone,
            email,
            message,
            thanks = "Obrigado! Já recebemos.",
            notice = Notice,
            ownerId,
            active,
        };

    public static async Task<LeadForms> MakeAsync(
        TestTenant company,
        string name = "Vitrine",
        string phone = "required",
        string email = "optional",
        string message = "optional",
        Guid? ownerId = null
    ) => Of(company, (await company.Owner.PostAsync(Route, Created(Body(name, phone, email, message, ownerId)))).ShouldBe(201).Json);

    public static LeadForms Of(TestTenant company, JsonNode form) =>
        new(company.Host, Guid.Parse(form.Text("id")!), form.Text("url")!.Split('/')[^1], form["version"]!.GetValue<int>());

    /// <summary>One that is made is active: nobody says so.</summary>
    public static JsonObject Created(object body)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(body)!.AsObject();
        json.Remove("active");
        return json;
    }

    public Task<Answer> OpenAsync() => Host.Anonymous().GetAsync(Page);

    public Task<Answer> SendAsync(
        string name = "Rita",
        string? phone = "(11) 91111-2222",
        string? email = null,
        string? message = null,
        Guid? entryId = null,
        string? query = null,
        string? referrer = null,
        string? website = null,
        int? version = null
    ) =>
        Host.Anonymous()
            .PostAsync(
                $"{Page}/entries",
                new
                {
                    entryId = entryId ?? Guid.CreateVersion7(),
                    version = version ?? Version,
                    name,
                    phone,
                    email,
                    message,
                    query,
                    referrer,
                    website,
                }
            );
}
