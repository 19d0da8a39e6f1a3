using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>Writes the next version.</summary>
/// <param name="Version">The one the change was made from.</param>
public sealed record ChangeIncident(Guid Id, int Version, SecurityIncident Entry) : ICommand<IncidentView>;

internal sealed class ChangeIncidentValidator : AbstractValidator<ChangeIncident>
{
    public ChangeIncidentValidator(TimeProvider clock)
    {
        RuleFor(r => r.Version).GreaterThan(0);
        RuleFor(r => r.Entry).NotNull().ChildRules(SecurityIncidentRules.Check(clock));
    }
}

internal sealed class ChangeIncidentHandler(RegisterBook book, IncidentViews views) : IRequestHandler<ChangeIncident, IncidentView>
{
    public async Task<IncidentView> Handle(ChangeIncident request, CancellationToken ct) =>
        (await views.OfAsync([await book.ChangeAsync(PrivacyRegister.Incidents, request.Id, request.Version, request.Entry, ct)], ct))[0];
}
