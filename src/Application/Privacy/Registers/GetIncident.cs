using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>One incident in all its versions, the newest first: what was known when.</summary>
public sealed record GetIncident(Guid Id) : IRequest<ListIncidents.Response>;

internal sealed class GetIncidentHandler(RegisterBook book, IncidentViews views) : IRequestHandler<GetIncident, ListIncidents.Response>
{
    public async Task<ListIncidents.Response> Handle(GetIncident request, CancellationToken ct) =>
        new(await views.OfAsync(await book.ReadVersionsAsync(PrivacyRegister.Incidents, request.Id, ct), ct));
}
