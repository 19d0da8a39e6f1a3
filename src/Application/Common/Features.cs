namespace CleanApp.Application.Common;

/// <summary>What the product consists of, by what is shown or left out as one. Every endpoint and every page belongs to exactly one.</summary>
public enum Feature
{
    /// <summary>What belongs to no business: health, figures, this document, realtime, the list of features.</summary>
    Platform,
    Identity,
    People,
    Privacy,
    Channels,
    Inbox,
    SupportTickets,
    Leads,
    Pipeline,
    Products,
    Proposals,
    Counter,
    Payments,
    Interactions,
    Quotes,
    Bundles,
    Approvals,
    Finance,
    Billing,
    Contracts,
    Campaigns,
    Social,
}

/// <summary>The scope of the MVP, decided here and nowhere else; the web application's copy is held against it by a test.</summary>
public static class Features
{
    private static readonly Dictionary<Feature, bool> InMvp = new()
    {
        [Feature.Platform] = true,
        [Feature.Identity] = true,
        [Feature.People] = true,
        [Feature.Privacy] = true,
        [Feature.Channels] = true,
        [Feature.Inbox] = true,
        [Feature.SupportTickets] = true,
        [Feature.Leads] = true,
        [Feature.Pipeline] = true,
        [Feature.Products] = true,
        [Feature.Proposals] = true,
        [Feature.Counter] = true,
        [Feature.Payments] = true,
        [Feature.Interactions] = false,
        [Feature.Quotes] = false,
        [Feature.Bundles] = false,
        [Feature.Approvals] = false,
        [Feature.Finance] = false,
        [Feature.Billing] = false,
        [Feature.Contracts] = false,
        [Feature.Campaigns] = false,
        [Feature.Social] = false,
    };

    public static bool IsInMvp(this Feature feature) => InMvp[feature];
}

/// <summary>Section <c>Features</c>.</summary>
public sealed class FeatureOptions
{
    /// <summary>This installation shows nobody more than the MVP.</summary>
    public bool MvpMode { get; set; }

    /// <summary>Whether any company of this installation may have it.</summary>
    public bool Offers(Feature feature) => feature.IsInMvp() || !MvpMode;
}
