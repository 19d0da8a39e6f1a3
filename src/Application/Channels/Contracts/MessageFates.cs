using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Contracts;

/// <summary>What became of a message, for the people who read a spreadsheet of it.</summary>
public static class MessageFates
{
    public static string InPortuguese(this MessageFate fate) =>
        fate.Status switch
        {
            OutboundStatus.Queued or OutboundStatus.Sending => "na fila",
            OutboundStatus.Accepted or OutboundStatus.Sent => "enviada",
            OutboundStatus.Delivered => "entregue",
            OutboundStatus.Read or OutboundStatus.Played => "lida",
            OutboundStatus.Unknown or OutboundStatus.NeedsReview => "não se sabe se chegou",
            _ => "não entregue",
        };
}
