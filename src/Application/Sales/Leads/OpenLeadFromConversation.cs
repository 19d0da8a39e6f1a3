using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Dashboards;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Makes the customer of a conversation a lead of whoever asks; one who is a lead already stays the one they are.</summary>
public sealed record OpenLeadFromConversation(Guid ConversationId) : ICommand<OpenLeadFromConversation.Response>
{
    /// <param name="IsNew">False: it was open already.</param>
    public sealed record Response(LeadSummary Lead, bool IsNew);
}

internal sealed class OpenLeadFromConversationHandler(
    ISalesDb db,
    ITalks talks,
    IPeople people,
    BeginLead begin,
    LeadBook book,
    LeadViews views,
    IWorkQueue work,
    IUserContext user
) : IRequestHandler<OpenLeadFromConversation, OpenLeadFromConversation.Response>
{
    public async Task<OpenLeadFromConversation.Response> Handle(OpenLeadFromConversation request, CancellationToken ct)
    {
        var talk = await talks.FindAsync(request.ConversationId, ct);
        var contactId = await people.LockAsync(talk.ContactId ?? throw new DomainException(LeadErrors.Nobody), ct);
        if (await begin.OpenOfAsync(contactId, ct) is { } open)
            // A colleague's, which this person may not see, is told of and not shown.
            return book.Sees(open)
                ? new OpenLeadFromConversation.Response(await views.OfAsync(open, ct), IsNew: false)
                : throw book.AlreadyOpen(open);
        var lead = await begin.RunAsync(contactId, talk.Id, interest: null, amount: null, OriginOf(talk), user.UserId, user.Actor, ct);
        work.Enqueue(TimeFirstAnswer.WorkKind, lead.Id);
        await db.SaveChangesAsync(ct);
        return new OpenLeadFromConversation.Response(await views.OfAsync(lead, ct), IsNew: true);
    }

    /// <summary>An advertisement says by which campaign it was, in its own words and in its address.</summary>
    private static LeadOrigin OriginOf(Talk talk) =>
        talk.Advertisement is { } ad
            ? new LeadOrigin(LeadSource.Advertisement, UtmAddress.Read(ad.Url), new AdReferral(Short(ad.Id), Short(ad.Headline), Short(ad.Url, 2000)))
            : new LeadOrigin(LeadSource.Whatsapp);

    private static string? Short(string? text, int most = 200) => text?.Length > most ? text[..most] : text;
}
