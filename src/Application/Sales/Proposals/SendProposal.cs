using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>
/// Sends the draft, which takes the place of what the customer had before them; or, where nothing is being written, the same link once more.
/// Link, message and mail are of one transaction: all of them are, or none.
/// </summary>
/// <param name="To">By mail: the address; null: the person's own, where it is known.</param>
/// <param name="ConversationId">By WhatsApp; null: the person's newest that the caller may see.</param>
/// <param name="Text">What is written above the link, up to 1,000 characters; null: the usual.</param>
/// <param name="Edition">What the caller saw; null: they did not say.</param>
public sealed record SendProposal(Guid Id, ProposalWay Via, string? To, Guid? ConversationId, string? Text, SeenVersion? Edition)
    : ICommand<ProposalDetails>;

internal sealed class SendProposalValidator : AbstractValidator<SendProposal>
{
    public SendProposalValidator()
    {
        RuleFor(r => r.Via).IsInEnum();
        RuleFor(r => r.To!).Email().When(r => r.Via == ProposalWay.Email && !string.IsNullOrWhiteSpace(r.To));
        RuleFor(r => r.Text!).Paragraph(1000).When(r => !string.IsNullOrWhiteSpace(r.Text));
    }
}

internal sealed class SendProposalHandler(
    ISalesDb db,
    ProposalDesk desk,
    ProposalHeads heads,
    ProposalDelivery delivery,
    ProposalDetailViews views,
    IPersonalVault vault,
    IPeople people,
    ITokenSource tokens,
    IWorkQueue work,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<SendProposal, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(SendProposal request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var (seen, of) = await desk.FindAsync(request.Id, ct);
        var asked = seen.CustomerOf(of) ?? throw new DomainException(ProposalErrors.CustomerMissing);
        var contact = await people.LockAsync(asked, ct);
        var (proposal, opportunity) = await desk.LockBothAsync(request.Id, request.Edition, ct);
        // Whose it is may have become another's between the look and the lock.
        if (proposal.CustomerOf(opportunity) != asked)
            throw new DomainException(ProposalErrors.ChangedMeanwhile);
        // Under whatever id they are known: two contacts may have become one.
        if (proposal is { WasSent: true, ContactId: { } had } && !(await people.IdsOfAsync(contact, ct)).Contains(had))
            throw new DomainException(ProposalErrors.SentToAnother);
        opportunity.RequireOpen();
        var now = clock.GetUtcNow();
        if (proposal.Draft is { } draft)
        {
            var version = await IssueAsync(proposal, draft, contact, request.Via, keys, now, ct);
            work.Enqueue(ExpireProposal.WorkKind, version.Id, version.ExpiresAt!.Value - now);
            db.OpportunityEvents.Add(opportunity.Tell(OpportunityEventKind.ProposalSent, proposal, user.Actor, now));
            await db.SaveChangesAsync(ct);
        }
        var live = proposal.Live ?? throw new DomainException(ProposalErrors.NoDraft);
        if (live.StatusAt(now) == ProposalStatus.Expired)
            throw new DomainException(ProposalErrors.Expired);
        var token = keys.Open(live.Token!, SalesPlaces.ProposalToken(live.Id));
        var customer = (await people.GetAsync(contact, ct)).Name;
        await delivery.DeliverAsync(request, proposal, contact, customer, views.LinkOf(token), ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }

    private async Task<ProposalVersion> IssueAsync(
        Proposal proposal,
        ProposalVersion draft,
        Guid contact,
        ProposalWay via,
        ICompanyKeys keys,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var content = ProposalContent.Of(keys, draft) ?? throw new DomainException(ProposalErrors.WasErased);
        if (content.Lines.Count == 0)
            throw new DomainException(ProposalErrors.Empty);
        var head = await heads.OfAsync(proposal, draft.ValidityDays, contact, content.Sum().Total.Amount, now, ct);
        content = content with { Head = head };
        var token = tokens.NewToken();
        var issue = new ProposalIssue(
            head.ValidUntil,
            await heads.EndOfAsync(head.ValidUntil, ct),
            tokens.Hash(token),
            keys.Seal(token, SalesPlaces.ProposalToken(draft.Id)),
            ProposalContent.HashOf(content.Pack()),
            via
        );
        return proposal.Send(content.ToText(keys, draft.Id, draft.ValidityDays), issue, contact, user.UserId, now);
    }
}
