using CleanApp.Application.Common;

namespace CleanApp.Application.Channels.Media;

/// <summary>Files take minutes where other work takes milliseconds: of this process's few workers they never have all.</summary>
internal sealed class TransferSlots() : Slots(atOnce: 3);
