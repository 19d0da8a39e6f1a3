using MediatR;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>The company's pipelines with their stages, those that are switched off among them; at most 20.</summary>
public sealed record ListPipelines : IRequest<ListPipelines.Response>
{
    public sealed record Response(IReadOnlyList<PipelineView> Items);
}

internal sealed class ListPipelinesHandler(PipelineViews views) : IRequestHandler<ListPipelines, ListPipelines.Response>
{
    public async Task<ListPipelines.Response> Handle(ListPipelines request, CancellationToken ct) => new(await views.ListAsync(ct));
}
