using System.Text;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>One's picture: a picture by its content, kept sealed, shown to the company and to nobody else.</summary>
public sealed class AvatarTests(TestHost host)
{
    [Fact]
    public async Task A_picture_is_shown_to_colleagues_and_replaced_and_taken_down()
    {
        var company = await host.NewTenantAsync();
        var colleague = await company.AddMemberAsync("operator");
        var path = $"/api/v1/members/{company.Session.UserId()}/avatar";
        (await colleague.GetAsync(path)).ShouldFail(404, "identity.avatar.not_found");
        var picture = Pictures.Png(40, "tEXt", "Author\0Dona Ana"u8.ToArray());

        var first = (await company.Owner.SetAvatarAsync(picture)).ShouldBe(200)["avatar"]!;

        using var answer = await colleague.Http.GetAsync(path, Ct);
        ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((200, "image/png"));
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("object-src 'none'");
        var shown = await answer.Content.ReadAsByteArrayAsync(Ct);
        shown.ShouldBe(Pictures.Png(40));
        (await company.Owner.GetAsync("/api/v1/members")).Json["items"]![0]!["avatar"]!.ToString().ShouldBe(first);
        (await company.Owner.ProfileAsync())["avatar"].ShouldBe(first);
        Stored(company).ShouldBe([Guid.Parse(first).ToString("N")]);
        (await File.ReadAllBytesAsync(Path.Combine(host.FilesFolder, $"{company.Id:N}", Stored(company)[0]), Ct))
            .AsSpan()
            .IndexOf("IDAT"u8)
            .ShouldBe(-1);

        var second = (await company.Owner.SetAvatarAsync(Pictures.Png(50))).ShouldBe(200)["avatar"]!;
        second.ShouldNotBe(first);
        (await colleague.Http.GetByteArrayAsync(path, Ct)).ShouldBe(Pictures.Png(50));
        await Eventually.Async(
            () => Task.FromResult(Stored(company)),
            files => files.SequenceEqual([Guid.Parse(second).ToString("N")]),
            "the old file to go"
        );

        (await company.Owner.DeleteAsync("/api/v1/me/avatar")).ShouldBe(204);
        (await company.Owner.DeleteAsync("/api/v1/me/avatar")).ShouldFail(404, "identity.avatar.not_found");
        (await colleague.GetAsync(path)).ShouldFail(404, "identity.avatar.not_found");
        await Eventually.Async(() => Task.FromResult(Stored(company)), files => files.Length == 0, "the file to go");
    }

    [Fact]
    public async Task Another_company_sees_no_picture_of_ours_nor_of_one_who_works_for_both()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        (await ours.Owner.SetAvatarAsync(Pictures.Png(40))).ShouldBe(200);
        var path = $"/api/v1/members/{ours.Session.UserId()}/avatar";

        (await theirs.Owner.GetAsync(path)).ShouldFail(404, "identity.avatar.not_found");
        (await ours.Owner.AcceptAsync(await theirs.InviteAsync())).ShouldBe(200);
        (await theirs.Owner.GetAsync(path)).ShouldFail(404, "identity.avatar.not_found");
        (await host.Anonymous().GetAsync(path)).ShouldFail(401, "auth.required");
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "eu.png", "image/png")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "eu.svg", "image/svg+xml")]
    [InlineData("<!doctype html><script>alert(1)</script>", "eu.jpg", "image/jpeg")]
    [InlineData("GIF89a<script>", "eu.gif", "image/gif")]
    [InlineData("", "eu.png", "image/png")]
    public async Task What_only_calls_itself_a_picture_is_refused(string content, string name, string type)
    {
        var company = await host.NewTenantAsync();

        (await company.Owner.SetAvatarAsync(Encoding.UTF8.GetBytes(content), name, type)).ShouldFail(422, "identity.avatar.not_a_picture");

        Stored(company).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_huge_picture_is_refused_by_its_bytes_and_by_its_pixels()
    {
        var company = await host.NewTenantAsync();

        (await company.Owner.SetAvatarAsync(Pictures.Png(40, "IDAT", new byte[600 * 1024]))).ShouldFail(422, "identity.avatar.too_large");
        (await company.Owner.SetAvatarAsync(Pictures.Png(20_000))).ShouldFail(422, "identity.avatar.too_large");
        (await company.Owner.SetAvatarAsync(new byte[3 * 1024 * 1024])).Status.ShouldBe(413);
        (await company.Owner.PutAsync("/api/v1/me/avatar", new MultipartFormDataContent { { new StringContent("x"), "other" } })).ShouldFail(
            422,
            "identity.avatar.missing"
        );
        (await company.Owner.PutAsync("/api/v1/me/avatar", new { file = "x" })).ShouldFail(415, "request.unsupported_media_type");
        Stored(company).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_pictures_at_once_leave_one_and_no_file_behind()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.SetAvatarAsync(Pictures.Png(10))).ShouldBe(200);

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => company.Owner.SetAvatarAsync(Pictures.Png(20 + i))));

        answers.ShouldAllBe(a => a.Status == 200);
        var kept = Guid.Parse((await company.Owner.ProfileAsync())["avatar"]!).ToString("N");
        await Eventually.Async(() => Task.FromResult(Stored(company)), files => files.SequenceEqual([kept]), "the others to go");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string[] Stored(TestTenant company)
    {
        var folder = Path.Combine(host.FilesFolder, $"{company.Id:N}");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f))] : [];
    }
}
