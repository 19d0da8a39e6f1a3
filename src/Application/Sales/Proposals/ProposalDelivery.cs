using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>Brings a link to the customer: written down in the caller's transaction, gone after it.</summary>
internal sealed class ProposalDelivery(ITalks talks, IPeople people, ICustomerMails mails, ITenantProfile tenant)
{
    /// <param name="contact">Whom it is for.</param>
    /// <exception cref="DomainException">It cannot go that way now.</exception>
    public async Task DeliverAsync(SendProposal request, Proposal proposal, Guid contact, string? customer, string link, CancellationToken ct)
    {
        if (request.Via == ProposalWay.Link)
            return;
        var company = (await tenant.GetAsync(ct)).Name;
        var words = string.IsNullOrWhiteSpace(request.Text)
            ? $"Segue a proposta nº {proposal.Number} de {company}. No endereço abaixo você pode ler, baixar em PDF e responder."
            : request.Text.Trim();
        if (request.Via == ProposalWay.Email)
        {
            var to = string.IsNullOrWhiteSpace(request.To) ? await people.EmailOfAsync(contact, ct) : request.To.Trim();
            var mail = new CustomerMail(
                to ?? throw new DomainException(ProposalErrors.NoEmail),
                customer,
                $"Proposta nº {proposal.Number} de {company}",
                words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                "Ver a proposta",
                link
            );
            if (!await mails.PostProposalAsync(mail, ct))
                throw new DomainException(ProposalErrors.MailNotConfigured);
            return;
        }
        await talks.WriteAsync(await ConversationAsync(request.ConversationId, contact, ct), $"{words}\n\n{link}", ct);
    }

    private async Task<Guid> ConversationAsync(Guid? asked, Guid contact, CancellationToken ct)
    {
        var ids = await people.IdsOfAsync(contact, ct);
        if (asked is not { } id)
            return await talks.FindNewestAsync(ids, ct) ?? throw new DomainException(ProposalErrors.NoConversation);
        if ((await talks.FindAsync(id, ct)).ContactId is not { } theirs || !ids.Contains(theirs))
            throw new DomainException(ProposalErrors.OfAnotherPerson);
        return id;
    }
}
