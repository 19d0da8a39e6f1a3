using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Files of the company's have an end like other data, but not while a message needs them.</summary>
public sealed class OldFilesTests(TestHost host)
{
    private const string Retention = "/api/v1/privacy/retention";

    [Fact]
    public async Task Files_that_nobody_sends_any_more_go_at_night_and_their_messages_say_so()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        const string ana = "+5511987654321";
        const string bia = "+5511987654322";
        foreach (var from in new[] { ana, bia })
            await meta.WriteAsync(new { from, text = "oi" });
        var held = (await meta.WaitForReceivedAsync(2)).Single(m => m.Text("from")!.EndsWith("22", StringComparison.Ordinal)).Text("contactId");
        var hold = (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{held}/holds", new { reason = "Processo 1" })).ShouldBe(201);
        var files = new List<Guid>();
        for (var i = 0; i < 6; i++)
            files.Add((await meta.UploadAsync([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, (byte)i], "image/png", "a.png")).ShouldBe(201).Id);
        var (old, ofHeld, usedLately, unused, queued, young) = (files[0], files[1], files[2], files[3], files[4], files[5]);
        var (toAna, toBia, lately) = (await SendAsync(old, ana), await SendAsync(ofHeld, bia), await SendAsync(usedLately, ana));
        foreach (var id in new[] { toAna, toBia, lately })
            await meta.WaitForAsync(id, "delivered");
        await meta.FaultsAsync(new { answers = new[] { new { match = new { call = "media" }, status = 503 } } });
        var waiting = await SendAsync(queued, ana);
        await Behind.ExecuteAsync(
            $"""
            update media_assets set created_at = now() - interval '366 days' where tenant_id = '{company.Id}' and id <> '{young}';
            update outbound_messages set created_at = now() - interval '366 days' where id in ('{toAna}', '{toBia}', '{waiting}');
            """
        );
        (await company.Owner.PutAsync(Retention, new { @class = "channels.assets", keepDays = 29 })).ShouldFail(422, "privacy.retention.too_short");
        var preview = (await company.Owner.PostAsync($"{Retention}/previews", new { @class = "channels.assets", keepDays = 365 })).ShouldBe(200);
        preview["wouldRemove"].ShouldBe("2");
        files.FindAll(Exists).ShouldBe(files);

        await Night.PassAsync(company);

        (await company.ItemsAsync(Retention)).Single(c => c.Text("class") == "channels.assets").Text("lastRemoved").ShouldBe("2");
        await Eventually.Async(() => Task.FromResult(Exists(old) || Exists(unused)), either => !either, "the files to leave the storage");
        files.FindAll(Exists).ShouldBe([ofHeld, usedLately, queued, young]);
        (await GoneAsync()).ShouldBe([true, false, false, false]);
        (await meta.SendFileAsync(old, new { type = "media", media = "image" }, ana)).ShouldFail(404, "channels.media.gone");
        await meta.BehaveAsync();
        await meta.WaitForAsync(waiting, "delivered");

        // Nothing of them holds these two any more.
        (await company.Owner.PostAsync($"/api/v1/privacy/holds/{hold.Id}/lift")).ShouldBe(200);
        await Night.PassAsync(company);
        await Eventually.Async(() => Task.FromResult(Exists(ofHeld) || Exists(queued)), either => !either, "these files to leave as well");
        (await GoneAsync()).ShouldBe([true, true, false, true]);

        async Task<Guid> SendAsync(Guid file, string to) =>
            (await meta.SendFileAsync(file, new { type = "media", media = "image" }, to)).ShouldBe(202).Id;

        bool Exists(Guid id) => File.Exists(Path.Combine(host.FilesFolder, $"{company.Id:N}", $"{id:N}"));

        async Task<List<bool>> GoneAsync()
        {
            var gone = new List<bool>();
            foreach (var id in new[] { toAna, toBia, lately, waiting })
                gone.Add((await meta.MessageAsync(id))["fileGone"]!.GetValue<bool>());
            return gone;
        }
    }
}
