using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using MediatR;

namespace CleanApp.Application.Identity.Tenants;

/// <summary>Every feature, and whether the company has it.</summary>
public sealed record ListFeatures : IRequest<ListFeatures.Response>
{
    public sealed record Response(IReadOnlyList<FeatureView> Items);
}

public sealed record FeatureView(Feature Feature, bool Available);

internal sealed class ListFeaturesHandler(AvailableFeatures available) : IRequestHandler<ListFeatures, ListFeatures.Response>
{
    public async Task<ListFeatures.Response> Handle(ListFeatures request, CancellationToken ct)
    {
        var views = new List<FeatureView>();
        foreach (var feature in Enum.GetValues<Feature>())
            views.Add(new FeatureView(feature, await available.HasAsync(feature, ct)));
        return new ListFeatures.Response(views);
    }
}
