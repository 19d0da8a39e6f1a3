using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>What allows the company to do it (LGPD art. 7).</summary>
public enum LegalBasis
{
    Consent,
    LegalObligation,
    Contract,
    ExerciseOfRights,
    ProtectionOfLife,
    Health,
    LegitimateInterest,
    CreditProtection,
    PublicPolicy,
    Research,
}

/// <summary>One thing the company does with personal data (LGPD art. 37).</summary>
/// <param name="Subjects">Whose data: customers, employees.</param>
/// <param name="Data">Which data: name, telephone.</param>
/// <param name="Kept">For how long, in words.</param>
/// <param name="Security">How it is protected.</param>
/// <param name="SharedWith">Who else gets it; null when nobody.</param>
/// <param name="Ended">It is not done any more; the entry stays.</param>
public sealed record ProcessingOperation(
    string Name,
    string Purpose,
    LegalBasis LegalBasis,
    string Subjects,
    string Data,
    string Kept,
    string Security,
    string? SharedWith = null,
    bool Ended = false
);

/// <param name="Id">Of the entry, the same in all its versions.</param>
/// <param name="By">Who wrote this version.</param>
public sealed record OperationView(Guid Id, int Version, DateTimeOffset At, string? By, ProcessingOperation Entry)
{
    internal static OperationView Of(RegisterLine<ProcessingOperation> line) => new(line.Id, line.Version, line.At, line.By, line.Entry);
}

internal static class ProcessingOperationRules
{
    public static void Check(InlineValidator<ProcessingOperation> entry)
    {
        entry.RuleFor(e => e.Name).Name(120);
        entry.RuleFor(e => e.Purpose).Paragraph(1000);
        entry.RuleFor(e => e.LegalBasis).IsInEnum();
        entry.RuleFor(e => e.Subjects).Paragraph(500);
        entry.RuleFor(e => e.Data).Paragraph(1000);
        entry.RuleFor(e => e.SharedWith!).Paragraph(500).When(e => e.SharedWith is not null);
        entry.RuleFor(e => e.Kept).Paragraph(500);
        entry.RuleFor(e => e.Security).Paragraph(1000);
    }
}
