using CleanApp.Domain.Common;
using CleanApp.Domain.People;

namespace CleanApp.Application.People.Contracts;

/// <summary>A person's CPF, for modules that take one down without looking anybody up by it.</summary>
/// <param name="Digits">Eleven of them: personal data.</param>
/// <param name="Masked"><c>***.982.247-**</c>.</param>
public sealed record CpfNumber(string Digits, string Masked)
{
    /// <summary>With or without points and dash.</summary>
    /// <exception cref="DomainException">Not a CPF.</exception>
    public static CpfNumber Parse(string text)
    {
        var cpf = Cpf.Parse(text);
        return new CpfNumber(cpf.Value, cpf.Masked);
    }

    public override string ToString() => Masked;
}
