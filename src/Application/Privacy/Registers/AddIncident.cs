using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

public sealed record AddIncident(SecurityIncident Entry) : ICommand<IncidentView>;

internal sealed class AddIncidentValidator : AbstractValidator<AddIncident>
{
    public AddIncidentValidator(TimeProvider clock) => RuleFor(r => r.Entry).NotNull().ChildRules(SecurityIncidentRules.Check(clock));
}

internal sealed class AddIncidentHandler(RegisterBook book, IncidentViews views) : IRequestHandler<AddIncident, IncidentView>
{
    public async Task<IncidentView> Handle(AddIncident request, CancellationToken ct) =>
        (await views.OfAsync([await book.AddAsync(PrivacyRegister.Incidents, request.Entry, ct)], ct))[0];
}
