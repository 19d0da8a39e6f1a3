using CleanApp.Application.Common;

namespace CleanApp.Application.Identity.Mails;

/// <summary>A mail server that hangs keeps whoever talks to it.</summary>
internal sealed class MailSlots() : Slots(atOnce: 3);
