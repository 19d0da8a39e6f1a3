using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// Who took back what they agreed to gets no offer, however long it waited in the queue. Whether somebody may be written to who never
/// answered is for those who choose the recipients.
/// </summary>
internal sealed class MarketingConsent(IConsentRegister consents)
{
    private const string Purpose = "marketing";

    public async Task<bool> IsRefusedAsync(MessageClass @class, Guid? contactId, CancellationToken ct) =>
        @class == MessageClass.Marketing && contactId is { } person && await consents.HasRefusedAsync(person, Purpose, ConsentChannel.Whatsapp, ct);
}
