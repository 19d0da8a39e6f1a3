using CleanApp.Application.Common;

namespace CleanApp.Application.Channels.Media;

/// <summary>Files take minutes.</summary>
internal sealed class TransferSlots() : Slots(atOnce: 3);
