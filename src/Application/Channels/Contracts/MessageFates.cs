using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Contracts;

/// <summary>What became of a message, for the people who read a spreadsheet of it.</summary>
public static class MessageFates
{
    internal static MessageFate Fate(this OutboundMessage message) =>
        new(
            message.Status,
            message.StatusAt,
            message.ErrorCode,
            message.ErrorReason,
            message.PossibleDuplicate,
            message is { Status: OutboundStatus.Queued, Attempts: 0 } ? message.HeldUntil : null
        );

    public static bool WasWithdrawn(this MessageFate fate) => fate.Status == OutboundStatus.Withdrawn;

    public static string InPortuguese(this MessageFate fate) =>
        fate.Status switch
        {
            OutboundStatus.Queued or OutboundStatus.Sending => "na fila",
            OutboundStatus.Accepted or OutboundStatus.Sent => "enviada",
            OutboundStatus.Delivered => "entregue",
            OutboundStatus.Read or OutboundStatus.Played => "lida",
            OutboundStatus.Withdrawn => "envio desfeito",
            OutboundStatus.Unknown or OutboundStatus.NeedsReview => "não se sabe se chegou",
            _ => "não entregue",
        };
}

/// <summary>What became of a message of ours.</summary>
/// <param name="ErrorCode">Meta's, where it said one.</param>
/// <param name="ErrorReason">A word of ours (<c>window_closed</c>, <c>expired</c>, <c>timeout</c>) or Meta's English sentence.</param>
/// <param name="HeldUntil">Of one that waits and can still be taken back by whoever wrote it; null otherwise.</param>
public sealed record MessageFate(
    OutboundStatus Status,
    DateTimeOffset At,
    int? ErrorCode,
    string? ErrorReason,
    bool PossibleDuplicate,
    DateTimeOffset? HeldUntil = null
);
