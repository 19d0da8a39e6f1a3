using System.Text.Json;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>Two questions: what the token is, and what the number is. A token that Meta refuses is an answer.</summary>
internal sealed class MetaHealth(Func<WhatsAppAccess, string, string, CancellationToken, Task<JsonDocument>> query)
{
    private const string Fields = "?fields=display_phone_number,verified_name,quality_rating,throughput";
    private const int BadParameter = 100;

    public async Task<ProviderHealth> AskAsync(WhatsAppAccess access, CancellationToken ct)
    {
        var (isValid, expiresAt) = (true, (DateTimeOffset?)null);
        try
        {
            using var answer = await query(access, "debug_token", $"?input_token={Uri.EscapeDataString(access.Token)}", ct);
            var token = answer.RootElement.Member("data");
            isValid = token.Flag("is_valid") ?? true;
            expiresAt = token.Time("expires_at");
        }
        catch (ProviderException e) when (e.Error is { } error && error.Class != ErrorClass.Ambiguous)
        {
            if (MetaErrors.IsToken(error.Code))
                return Without(error);
            // Some tokens may not ask about themselves; then the number's answer shows whether they work.
        }
        try
        {
            using var number = await NumberAsync(access, ct);
            return Health(number.RootElement, isValid, expiresAt);
        }
        catch (ProviderException e) when (e.Error is { } error && error.Class != ErrorClass.Ambiguous)
        {
            return Without(error) with { TokenIsValid = isValid && !MetaErrors.IsToken(error.Code), TokenExpiresAt = expiresAt };
        }
    }

    /// <summary>Graph refuses a question for one field it does not know, and the newest is not known to every version.</summary>
    private async Task<JsonDocument> NumberAsync(WhatsAppAccess access, CancellationToken ct)
    {
        try
        {
            return await query(access, access.PhoneNumberId, $"{Fields},whatsapp_business_manager_messaging_limit", ct);
        }
        catch (ProviderException e) when (e.Error?.Code == BadParameter)
        {
            return await query(access, access.PhoneNumberId, $"{Fields},messaging_limit_tier", ct);
        }
    }

    private static ProviderHealth Health(JsonElement number, bool isValid, DateTimeOffset? expiresAt) =>
        new(
            isValid,
            expiresAt,
            number.Text("display_phone_number"),
            number.Text("verified_name"),
            number.Word("quality_rating"),
            number.Text("whatsapp_business_manager_messaging_limit") ?? number.Text("messaging_limit_tier"),
            number.Member("throughput").Word("level") switch
            {
                "standard" => 80,
                "high" => 1000,
                _ => null,
            },
            Error: null
        );

    private static ProviderHealth Without(ProviderError error) => new(false, null, null, null, null, null, null, error);
}
