using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.PublicLeadForms;

/// <summary>
/// Whoever has a form's link says who they are and what they want. They become a lead; who is one already has it written down there. Whatever
/// is known of anybody stays as it is, since nobody has proved who they are, and the answer is the same for all.
/// </summary>
/// <param name="EntryId">Chosen by the page for what is sent: repeated, it is the same.</param>
/// <param name="Version">Of the form as it was shown.</param>
/// <param name="Name">Up to 120 characters.</param>
/// <param name="Message">Up to 2,000 characters.</param>
/// <param name="Query">Of the address by which they came to the form, for its <c>utm_</c> tags.</param>
/// <param name="Referrer">The site they came from.</param>
/// <param name="Website">Nobody sees where this is written, so a person leaves it empty.</param>
public sealed record SendLeadForm(
    string Token,
    Guid EntryId,
    int Version,
    string Name,
    string? Phone = null,
    string? Email = null,
    string? Message = null,
    string? Query = null,
    string? Referrer = null,
    string? Website = null
) : IRequest<SendLeadForm.Response>
{
    /// <param name="Thanks">What the company says to it; null: the page's usual words.</param>
    public sealed record Response(string? Thanks);
}

internal sealed class SendLeadFormValidator : AbstractValidator<SendLeadForm>
{
    public SendLeadFormValidator()
    {
        RuleFor(r => r.Token).MaximumLength(200);
        RuleFor(r => r.EntryId).NotEmpty();
        RuleFor(r => r.Version).GreaterThan(0);
        RuleFor(r => r.Name).Name(120);
        RuleFor(r => r.Phone!).MaximumLength(40).When(r => r.Phone is not null);
        RuleFor(r => r.Email!).Email().When(r => !string.IsNullOrWhiteSpace(r.Email));
        RuleFor(r => r.Message!).Paragraph(2000).When(r => !string.IsNullOrWhiteSpace(r.Message));
        RuleFor(r => r.Query!).MaximumLength(2000).When(r => r.Query is not null);
        RuleFor(r => r.Referrer!).MaximumLength(2000).When(r => r.Referrer is not null);
        RuleFor(r => r.Website!).MaximumLength(2000).When(r => r.Website is not null);
    }
}

internal sealed class SendLeadFormHandler(LeadFormDoor door, LeadFormIntake intake, IUnitOfWork unit)
    : IRequestHandler<SendLeadForm, SendLeadForm.Response>
{
    public async Task<SendLeadForm.Response> Handle(SendLeadForm request, CancellationToken ct)
    {
        var form = await door.EnterAsync(request.Token, ct);
        // Programs fill in whatever there is. They are answered as people are, so that they learn nothing.
        if (string.IsNullOrEmpty(request.Website))
            await unit.InTransactionAsync(inner => intake.TakeAsync(form, request, inner), ct);
        return new SendLeadForm.Response(form.Thanks);
    }
}

/// <summary>Makes of what was sent a lead, or part of the one there is; in the caller's transaction.</summary>
internal sealed class LeadFormIntake(
    ISalesDb db,
    IPeople people,
    BeginLead begin,
    LeadBook book,
    IActiveMembers members,
    IPersonalVault vault,
    IWorkQueue work,
    TimeProvider clock
)
{
    private static readonly TimeSpan Gathered = TimeSpan.FromSeconds(2);

    public async Task TakeAsync(LeadForm form, SendLeadForm sent, CancellationToken ct)
    {
        // First: repeated, it is the same, whatever it says or the form asks by now. Its twin, sent at the same moment, is waited for.
        await db.LockEntryAsync(sent.EntryId, ct);
        if (await db.LeadEvents.AnyAsync(e => e.Id == sent.EntryId, ct))
            return;
        var (phone, email, message) = (Asked(form.Phone, sent.Phone), Asked(form.Email, sent.Email), Asked(form.Message, sent.Message));
        form.RequireAnswered(new SeenVersion(sent.Version), phone is not null, email is not null, message is not null);
        var person = await people.ClaimAsync(new PersonInput(sent.Name, Cpf: null, phone, Email: email), ct);
        var campaign = sent.Query is { Length: > 0 } query ? UtmAddress.Read($"https://form/?{query.TrimStart('?')}") : null;
        var entry = new FormEntry(
            person.Unknown.Name,
            person.Unknown.Phone,
            person.Unknown.Email,
            message,
            campaign,
            SiteOf(sent.Referrer),
            form.Notice
        );
        var lead = await LeadOfAsync(form, person.ContactId, campaign, ct);
        var now = clock.GetUtcNow();
        await book.SaveAsync(lead, lead.Hear(form.Id, sent.EntryId, entry.Seal(await vault.OpenAsync(ct), sent.EntryId), now), ct);
        if (lead.OwnerId is not null)
            await work.GatherAsync(TellOfForm.WorkKind, lead.Id, Gathered, ct);
        await db.CountEntryAsync(form.Id, now, ct);
    }

    /// <summary>The one that is open, or a new one of whoever looks after those that come by the form.</summary>
    private async Task<Lead> LeadOfAsync(LeadForm form, Guid contactId, UtmTags? campaign, CancellationToken ct)
    {
        if (await begin.OpenOfAsync(contactId, ct) is { } open && await db.LockLeadAsync(open.Id, ct) is { IsOpen: true } lead)
            return lead;
        // Who looks after leads no more has left their forms behind.
        var owner = form.OwnerId is { } id && (await members.WithAsync(Permissions.LeadsWrite, ct)).Any(m => m.UserId == id) ? form.OwnerId : null;
        var origin = new LeadOrigin(LeadSource.Form, campaign);
        return await begin.RunAsync(contactId, conversationId: null, interest: null, amount: null, origin, owner, Actor.System, ct);
    }

    /// <summary>What the form does not ask for, nobody has been told anything about.</summary>
    private static string? Asked(FieldDemand demand, string? said) =>
        demand == FieldDemand.Off || string.IsNullOrWhiteSpace(said) ? null : said.Trim();

    /// <summary>The rest of an address may say who somebody is.</summary>
    private static string? SiteOf(string? referrer) =>
        Uri.TryCreate(referrer, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority) is { Length: <= 200 } site
            ? site
            : null;
}
