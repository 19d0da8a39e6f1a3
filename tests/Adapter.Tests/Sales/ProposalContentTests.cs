using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Sales;

/// <summary>What a version says is held against the hash it was sent with, whoever sealed it.</summary>
public sealed class ProposalContentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly Clear Keys = new();

    [Fact]
    public void What_was_packed_is_opened_as_it_was()
    {
        var content = Content("Bolo");

        var opened = ProposalContent.Of(Keys, Sent(content, content))!;

        opened.Pack().ShouldBe(content.Pack());
        opened.Lines.ShouldBe(content.Lines);
        opened.Sum().ShouldBe(content.Sum());
    }

    [Fact]
    public void What_says_something_else_than_its_hash_is_not_opened() =>
        Should.Throw<CryptographicException>(() => ProposalContent.Of(Keys, Sent(Content("Bolo barato"), Content("Bolo"))));

    [Fact]
    public void One_letter_more_is_another_hash()
    {
        ProposalContent.HashOf(Content("Bolo").Pack()).ShouldBe(ProposalContent.HashOf(Content("Bolo").Pack()));
        ProposalContent.HashOf(Content("Bolos").Pack()).ShouldNotBe(ProposalContent.HashOf(Content("Bolo").Pack()));
        ProposalContent.HashOf("abc").ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static ProposalContent Content(string name) =>
        new([new ProposalLine(null, "B1", name, "un", 1.5m, 10.10m, 2.5m, 0)], new ProposalDiscount(DiscountKind.Amount, 1.10m), "Termos", "Olá");

    private static ProposalVersion Sent(ProposalContent stored, ProposalContent hashed)
    {
        var (opportunity, _) = Opportunity.Open(
            Guid.CreateVersion7(Now),
            PipelineStage.Create(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), "Etapa", 10, null, 1, Now),
            OrderKey.First,
            [1],
            null,
            null,
            null,
            null,
            Actor.System,
            Now
        );
        var id = Guid.CreateVersion7(Now);
        var proposal = Proposal.Begin(Guid.CreateVersion7(Now), 1, opportunity, id, stored.ToText(Keys, id, 10), Now);
        var day = new DateOnly(2026, 12, 10);
        var issue = new ProposalIssue(day, Now.AddDays(10), "hash", [1], ProposalContent.HashOf(hashed.Pack()), ProposalWay.Link);
        return proposal.Send(stored.ToText(Keys, id, 10), issue, Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), Now);
    }

    /// <summary>Seals nothing: what is asked is what happens when sealing is no help.</summary>
    private sealed class Clear : ICompanyKeys
    {
        public byte[] Seal(string text, SealedPlace place) => Encoding.UTF8.GetBytes(text);

        public string Open(byte[] box, SealedPlace place) => Encoding.UTF8.GetString(box);

        public byte[] Index(string kind, string canonical) => throw new NotSupportedException();

        public long[] NameTerms(IEnumerable<string> names) => throw new NotSupportedException();

        public IReadOnlyList<long[]> NameTermsOfEach(IReadOnlyList<string> names) => throw new NotSupportedException();

        public long[] Terms(IReadOnlyCollection<string> words, int period) => throw new NotSupportedException();

        public long[] NameSearch(string text) => throw new NotSupportedException();
    }
}
