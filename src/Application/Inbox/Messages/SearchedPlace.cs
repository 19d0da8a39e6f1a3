using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Messages;

/// <param name="Kind">Null: any.</param>
/// <param name="Until">Not at this instant any more.</param>
public sealed record SearchedPlace(Sight Sight, Guid? TeamId, Guid? ChannelId, ItemKind? Kind, DateTimeOffset? From, DateTimeOffset? Until);

/// <param name="Newest">The month that is looked into first; the others go before it, one by one.</param>
/// <param name="Width">How many keys there are of each month.</param>
/// <param name="Every">How many of them, the first ones, must all be there; of the others one.</param>
/// <param name="Keys">One month after the other.</param>
public sealed record SearchedWords(int Newest, int Width, int Every, long[] Keys);
