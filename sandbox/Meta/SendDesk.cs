using System.Text.Json;

namespace CleanApp.Sandbox.Meta;

/// <summary>Takes messages of a business, decides what becomes of them, and tells its webhook step by step.</summary>
internal sealed class SendDesk(TemplateBook templates, MediaShelf media, MetaWebhooks webhooks, TimeProvider clock)
{
    private static readonly TimeSpan TypingShown = TimeSpan.FromSeconds(25);

    public MetaMessage Accept(MetaNumber number, SendRequest request, int? orderedFailure)
    {
        var category = request.Type == "template" ? CheckTemplate(number, request) : "service";
        var now = clock.GetUtcNow();
        if (!number.HasThroughput(now))
            throw new GraphException(130429, "Cloud API message throughput has been reached.");
        var customer = request.To is { } phone
            ? number.ByPhone(phone)
            : number.FindCustomer(request.UserId!) ?? throw new GraphException(131009, "recipient is not a user id of this business portfolio");
        if (!number.HasPairRate(customer, now))
            throw new GraphException(
                131056,
                "Too many messages sent from the sender phone number to the same recipient phone number in a short period of time."
            );

        var (failed, details) = orderedFailure is { } ordered ? (ordered, null) : Fate(number, request, customer, now);
        var message = new MetaMessage
        {
            Wamid = MetaMessage.NewWamid(customer.Address, fromCustomer: false),
            NumberId = number.Id,
            Customer = customer,
            FromCustomer = false,
            Type = request.Type,
            At = now,
            Content = number.Settings.Record ? request.Content.GetRawText() : "",
            Callback = request.Callback,
            QuotedWamid = request.Quoted,
            Category = category,
            Voice = request.Type == "audio" && MessageRules.Member(request.Content, "voice") is { ValueKind: JsonValueKind.True },
            FailedCode = failed,
            FailedDetails = details,
        };
        Interlocked.Increment(ref number.Counts.Accepted);
        Interlocked.Increment(ref (failed is null ? ref number.Counts.Delivered : ref number.Counts.Failed));
        number.Remember(message);
        if (failed is null)
        {
            customer.TypingUntil = default;
            if (request.Type == "reaction" && number.Find(MessageRules.Text(request.Content, "message_id")!) is { } target)
                target.BusinessReaction = MessageRules.Text(request.Content, "emoji") is { Length: > 0 } emoji ? emoji : null;
        }
        return message;
    }

    /// <summary>The statuses of an accepted message.</summary>
    /// <returns>Ends when the first of them has been sent once.</returns>
    public Task FollowAsync(MetaNumber number, MetaMessage message)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (message.FailedCode is not null)
            webhooks.Status(number, message, "failed", first.SetResult);
        else
            webhooks.Status(
                number,
                message,
                "sent",
                () =>
                {
                    first.TrySetResult();
                    // A reaction is never said to be delivered or read.
                    if (message.Type != "reaction")
                        Delivered(number, message);
                }
            );
        return first.Task;
    }

    /// <summary>A customer opens the chat: everything they got so far becomes read.</summary>
    /// <returns>How many messages that were.</returns>
    public int Open(MetaNumber number, Customer customer)
    {
        var unread = customer.Lines().Where(m => !m.FromCustomer && m.Type != "reaction" && m.Status is "sent" or "delivered").ToList();
        foreach (var message in unread)
            Read(number, message);
        return unread.Count;
    }

    public void Played(MetaNumber number, MetaMessage message)
    {
        if (message.Status != "played")
            webhooks.Status(number, message, "played");
    }

    /// <summary>The business read what a customer wrote, and everything before it.</summary>
    public void MarkRead(MetaNumber number, string wamid, bool typing)
    {
        if (number.Find(wamid) is not { FromCustomer: true } last)
        {
            if (number.Settings.Record)
                throw new GraphException(131009, "message_id is not a message this number received");
            return;
        }
        foreach (var line in last.Customer.Lines().Where(l => l.FromCustomer && l.At <= last.At))
            line.Status = "read";
        if (typing)
            last.Customer.TypingUntil = clock.GetUtcNow() + TypingShown;
        last.Customer.Touch();
    }

    private void Delivered(MetaNumber number, MetaMessage message)
    {
        // Whoever has the chat open reads before the delivery is told; a later delivered would be a step back.
        if (message.Status == "sent")
            webhooks.Status(number, message, "delivered", number.Settings.AutoRead ? () => Read(number, message) : null);
    }

    private void Read(MetaNumber number, MetaMessage message)
    {
        if (message.Status is "read" or "played")
            return;
        Interlocked.Increment(ref number.Counts.Read);
        webhooks.Status(number, message, "read");
    }

    private string CheckTemplate(MetaNumber number, SendRequest request)
    {
        var name = MessageRules.Required(request.Content, "name", 512, "template['name']");
        if (MessageRules.Member(request.Content, "language") is not { } language)
            throw new GraphException(131008, "Required parameter 'template.language' is missing");
        var code = MessageRules.Required(language, "code", 20, "template['language']['code']");
        var template =
            templates.Find(number.Settings.WabaId, name, code)
            ?? throw new GraphException(132001, $"template name ({name}) does not exist in {code}");
        if (request.UserId is not null && template.Category == "AUTHENTICATION")
            throw new GraphException(131062, "Authentication templates can be sent to phone numbers only");
        template.Check(request.Content);
        return template.Category.ToLowerInvariant();
    }

    /// <summary>What Meta finds out only after it has said 200.</summary>
    private (int? Code, string? Details) Fate(MetaNumber number, SendRequest request, Customer customer, DateTimeOffset now)
    {
        if (customer.Undeliverable)
            return (131026, "Message Undeliverable.");
        if (request.Type != "template" && !number.Settings.WindowAlwaysOpen && !customer.WindowOpen(now))
            return (131047, "Message failed to send because more than 24 hours have passed since the customer last replied to this number.");
        if (request.Type == "reaction" && number.Settings.Record)
        {
            var target = number.Find(MessageRules.Text(request.Content, "message_id")!);
            if (target is null || target.Type == "reaction" || target.Customer != customer || now - target.At > TimeSpan.FromDays(30))
                return (131009, "The message to react to does not exist, is too old or is itself a reaction.");
        }
        if (request.Type is "image" or "audio" or "video" or "document" or "sticker" && MessageRules.Text(request.Content, "id") is { } mediaId)
        {
            if (media.Find(mediaId) is not { } item || item.NumberId != number.Id)
                throw new GraphException(
                    100,
                    message: $"(#100) Param {request.Type}['id'] is not a valid whatsapp business account media attachment ID"
                );
            if (!MediaShelf.Suits(request.Type, item))
                return (131053, $"Unsupported {request.Type} mime type {item.MimeType}.");
        }
        return (null, null);
    }
}
