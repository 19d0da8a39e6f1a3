using System.Net;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Files of a conversation, in both directions: for whoever may see it, and of what is said in it.</summary>
public sealed class FilesTests(TestHost host)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. "a picture"u8];
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[100]];

    [Fact]
    public async Task What_a_customer_sent_and_what_the_company_sent_can_be_opened()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var (id, theirs) = await WithPictureAsync(inbox);
        var ours = await SendAsync(inbox, id, agent);

        using (var picture = await OpenAsync(agent, id, theirs))
        {
            (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/png"));
            picture.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
            (await picture.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Png);
        }
        using var document = await OpenAsync(agent, id, ours);
        document.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        document.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("proposta ç.pdf");
        (await document.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Pdf);
    }

    [Fact]
    public async Task Nobody_opens_a_file_of_a_conversation_they_do_not_see_or_by_way_of_another()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]);
        var (id, theirs) = await WithPictureAsync(inbox);
        var ours = await SendAsync(inbox, id, seller);
        var text = await inbox.WrittenAsync("Oi", "+5521998765432", "Rui");
        (await inbox.MoveAsync(id, sales)).ShouldBe(200);

        foreach (var file in new[] { theirs, ours })
        {
            (await seller.GetAsync(File(id, file))).Status.ShouldBe(200);
            (await support.GetAsync(File(id, file))).ShouldFail(404, "inbox.conversation.not_found");
            (await support.GetAsync(File(text, file))).ShouldFail(404, "inbox.conversation.message_not_found");
            (await (await host.NewTenantAsync()).Owner.GetAsync(File(id, file))).ShouldFail(404, "inbox.conversation.not_found");
            (await (await inbox.Company.AddMemberAsync("operator")).GetAsync(File(id, file))).ShouldFail(403, "auth.forbidden");
        }
        // Nor by the channel, which knows no teams.
        (await support.GetAsync(inbox.Meta.MediaOf(theirs))).ShouldFail(403, "auth.forbidden");
    }

    [Fact]
    public async Task A_message_without_a_file_and_an_erased_one_say_so()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var text = await inbox.WrittenAsync("Oi", "+5521998765432", "Rui");
        var words = Guid.Parse((await inbox.ItemsAsync(text))[0]["message"]!.Text("id")!);
        (await inbox.Owner.GetAsync(File(text, words))).ShouldFail(404, "channels.media.not_found");
        (await inbox.Owner.GetAsync(File(text, Guid.CreateVersion7()))).ShouldFail(404, "inbox.conversation.message_not_found");

        var (id, theirs) = await WithPictureAsync(inbox);
        var ours = await SendAsync(inbox, id, inbox.Owner);
        // While it is on its way to them nobody is anonymised.
        await inbox.Meta.WaitForAsync(ours, "delivered", "read");
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        foreach (var file in new[] { theirs, ours })
            (await inbox.Owner.GetAsync(File(id, file))).ShouldFail(404, "channels.media.gone");
    }

    private static async Task<(Guid Conversation, Guid Message)> WithPictureAsync(InboxCompany inbox)
    {
        await inbox.Meta.WriteAsync(
            new JsonObject
            {
                ["from"] = InboxCompany.Ana,
                ["name"] = "Ana",
                ["type"] = "image",
                ["media"] = new JsonObject { ["base64"] = Convert.ToBase64String(Png), ["mimeType"] = "image/png" },
            }
        );
        var message = await inbox.Meta.WaitForMediaAsync("stored");
        var found = await Eventually.Async(
            () => InboxCompany.ListAsync(inbox.Owner),
            all => all.Exists(c => c.Text("preview") == "<image>"),
            "a conversation that ends with a picture"
        );
        return (Guid.Parse(found.Single(c => c.Text("preview") == "<image>").Text("id")!), message.Id());
    }

    private static async Task<Guid> SendAsync(InboxCompany inbox, Guid conversation, ApiClient by)
    {
        var asset = (await inbox.Meta.UploadAsync(Pdf, "application/pdf", "proposta ç.pdf", by)).ShouldBe(201);
        return (
            await by.PostAsync(
                $"{InboxCompany.Conversations}/{conversation}/messages",
                new { content = new { type = "media", media = "document" }, mediaId = asset.Id }
            )
        )
            .ShouldBe(202)
            .Id;
    }

    private static string File(Guid conversation, Guid message) => $"{InboxCompany.Conversations}/{conversation}/messages/{message}/file";

    private static Task<HttpResponseMessage> OpenAsync(ApiClient by, Guid conversation, Guid message) =>
        by.Http.GetAsync(File(conversation, message), Ct);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
