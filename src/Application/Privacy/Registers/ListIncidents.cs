using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>Every incident as it is known now.</summary>
public sealed record ListIncidents : IRequest<ListIncidents.Response>
{
    public sealed record Response(IReadOnlyList<IncidentView> Items);
}

internal sealed class ListIncidentsHandler(RegisterBook book, IncidentViews views) : IRequestHandler<ListIncidents, ListIncidents.Response>
{
    public async Task<ListIncidents.Response> Handle(ListIncidents request, CancellationToken ct) =>
        new(await views.OfAsync(await book.ReadAsync(PrivacyRegister.Incidents, ct), ct));
}
