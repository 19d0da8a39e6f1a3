using System.Text.Json;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>One of <c>value.statuses[]</c>.</summary>
internal static class StatusReader
{
    public static StatusChanged? Read(WebhookSource source, JsonElement status, TimeProvider clock)
    {
        if (status.Text("id") is not { } wamid || status.Word("status") is not { } word)
            return null;
        var conversation = status.Member("conversation");
        return new StatusChanged(
            source.WabaId,
            source.PhoneNumberId,
            status.Raw(),
            wamid,
            word,
            status.Time("timestamp") ?? clock.GetUtcNow(),
            status.Text("recipient_id"),
            status.Text("recipient_user_id"),
            status.Text("biz_opaque_callback_data"),
            Error(status.Member("errors")),
            Pricing(status.Member("pricing")),
            conversation.Time("expiration_timestamp"),
            conversation.Member("origin").Word("type")
        );
    }

    /// <summary>Of several the first that is known, since that one says what to do.</summary>
    private static ProviderError? Error(JsonElement errors)
    {
        ProviderError? first = null;
        foreach (var error in errors.Items())
        {
            if (error.Code("code") is not { } code)
                continue;
            var read = new ProviderError(code, MetaErrors.ClassOfFailure(code), MetaReply.DetailOf(error), TraceId: null);
            if (MetaErrors.ClassOf(code) != ErrorClass.Ambiguous)
                return read;
            first ??= read;
        }
        return first;
    }

    private static StatusPricing? Pricing(JsonElement pricing) =>
        pricing.IsObject()
            ? new StatusPricing(pricing.Flag("billable"), pricing.Word("pricing_model"), pricing.Word("type"), pricing.Word("category"))
            : null;
}
