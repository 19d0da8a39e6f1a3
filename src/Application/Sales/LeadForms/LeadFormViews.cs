using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;

namespace CleanApp.Application.Sales.LeadForms;

/// <param name="Name">Only the company sees it.</param>
/// <param name="Text">Under the title; null: nothing.</param>
/// <param name="Thanks">Shown to whoever has sent it; null: the page's usual words.</param>
/// <param name="Notice">What becomes of what is sent, beside the button.</param>
/// <param name="Owner">Looks after leads that come by it, while they look after leads at all; null: nobody in particular.</param>
/// <param name="Url">The page anybody may fill in, while it is active.</param>
/// <param name="Version">Counted with every change; as <c>ETag</c> and <c>If-Match</c> have it.</param>
/// <param name="Entries">How often it was sent, and when last.</param>
public sealed record LeadFormView(
    Guid Id,
    string Name,
    string Title,
    string? Text,
    FieldDemand Phone,
    FieldDemand Email,
    FieldDemand Message,
    string? Thanks,
    string Notice,
    NamedId? Owner,
    bool Active,
    string Url,
    int Version,
    int Entries,
    DateTimeOffset? LastEntryAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
);

/// <summary>Forms as the company sees them.</summary>
internal sealed class LeadFormViews(ISalesDb db, IMemberNames members, IPublicUrls urls)
{
    /// <exception cref="DomainException">There is none.</exception>
    public async Task<LeadForm> LockAsync(Guid id, SeenVersion? seen, CancellationToken ct)
    {
        var form = await db.LockLeadFormAsync(id, ct) ?? throw new DomainException(LeadFormErrors.NotFound);
        form.RequireSeen(seen);
        return form;
    }

    public async Task<LeadFormView> OfAsync(LeadForm form, CancellationToken ct) => (await OfAsync([form], ct))[0];

    public async Task<List<LeadFormView>> OfAsync(List<LeadForm> forms, CancellationToken ct)
    {
        var names = await members.OfAsync([.. forms.Select(f => f.OwnerId).OfType<Guid>().Distinct()], ct);
        return forms.ConvertAll(f => new LeadFormView(
            f.Id,
            f.Name,
            f.Title,
            f.Text,
            f.Phone,
            f.Email,
            f.Message,
            f.Thanks,
            f.Notice,
            f.OwnerId is { } owner ? new NamedId(owner, names.GetValueOrDefault(owner, "")) : null,
            f.Active,
            urls.Of($"/f/{f.Token}"),
            f.Version,
            f.Entries,
            f.LastEntryAt,
            f.CreatedAt,
            f.ChangedAt
        ));
    }
}

internal static class LeadFormRules
{
    /// <summary>What both who makes a form and who changes it may say; faults are named as the body names them.</summary>
    public static void Form<TFields>(this AbstractValidator<TFields> rules, Func<TFields, LeadFormContent> of)
    {
        rules.RuleFor(r => of(r).Name).Name(60);
        rules.RuleFor(r => of(r).Title).Name(120);
        rules.RuleFor(r => of(r).Text!).Paragraph(1000).When(r => !string.IsNullOrWhiteSpace(of(r).Text));
        rules.RuleFor(r => of(r).Phone).IsInEnum();
        rules.RuleFor(r => of(r).Email).IsInEnum();
        rules.RuleFor(r => of(r).Message).IsInEnum();
        rules.RuleFor(r => of(r).Thanks!).Paragraph(500).When(r => !string.IsNullOrWhiteSpace(of(r).Thanks));
        rules.RuleFor(r => of(r).Notice).Paragraph(600);
    }
}
