using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>Puts the sums of the dashboard down anew by the records; no endpoint leads here. Who looks meanwhile sees those of before.</summary>
public sealed record RebuildFigures : IRequest<RebuildFigures.Response>
{
    /// <param name="Wrong">How many sums were not what they should be.</param>
    public sealed record Response(int Wrong);
}

internal sealed class RebuildFiguresHandler(ISalesDb db, IUnitOfWork unit) : IRequestHandler<RebuildFigures, RebuildFigures.Response>
{
    public async Task<RebuildFigures.Response> Handle(RebuildFigures request, CancellationToken ct)
    {
        await unit.InTransactionAsync(db.AwaitDaysAsync, ct);
        return new RebuildFigures.Response(await unit.InTransactionAsync(db.RebuildFiguresAsync, ct));
    }
}

/// <summary>The company's days begin otherwise, or figures are kept of it from now on.</summary>
internal sealed class RebuildFiguresWork(ISalesDb db, IUnitOfWork unit) : IWorkHandler
{
    /// <summary>Also asked for by the database, when a company's days change.</summary>
    public const string WorkKind = "sales.rebuild_figures";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        await unit.InTransactionAsync(db.AwaitDaysAsync, ct);
        await unit.InTransactionAsync(db.RebuildFiguresAsync, ct);
        return WorkResult.Finished;
    }
}
