namespace CleanApp.Application.Counter.Printing;

/// <summary>The printer did not take the connection; nothing was sent, so trying again cannot print twice.</summary>
public sealed class PrinterUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The installation does not allow connections to this address; nothing was sent and trying again does not help.</summary>
public sealed class PrinterAddressRefusedException(string message) : Exception(message);

/// <summary>The job broke off after its first byte may have left: the paper shows nothing, a part or all of it.</summary>
public sealed class PrinterFailedMidwayException(string message, Exception? inner = null) : Exception(message, inner);
