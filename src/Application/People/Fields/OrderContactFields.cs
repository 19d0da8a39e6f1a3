using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>Puts the company's fields in an order.</summary>
/// <param name="FieldIds">All of them, each once.</param>
public sealed record OrderContactFields(IReadOnlyList<Guid> FieldIds) : ICommand<ListContactFields.Response>;

internal sealed class OrderContactFieldsValidator : AbstractValidator<OrderContactFields>
{
    public OrderContactFieldsValidator() =>
        RuleFor(r => r.FieldIds)
            .NotNull()
            .Must(ids => ids is null || ids.Count <= ContactField.Most)
            .WithMessage($"Must have at most {ContactField.Most} entries.");
}

internal sealed class OrderContactFieldsHandler(IPeopleDb db) : IRequestHandler<OrderContactFields, ListContactFields.Response>
{
    public async Task<ListContactFields.Response> Handle(OrderContactFields request, CancellationToken ct)
    {
        await db.LockFieldsAsync(ct);
        var fields = await db.ContactFields.ToDictionaryAsync(f => f.Id, ct);
        if (request.FieldIds.Any(id => !fields.ContainsKey(id)))
            throw new DomainException(ContactFieldErrors.NotFound);
        if (request.FieldIds.Count != fields.Count || request.FieldIds.Distinct().Count() != fields.Count)
            throw new DomainException(ContactFieldErrors.OrderOutdated);
        foreach (var (index, id) in request.FieldIds.Index())
            fields[id].Place(index + 1);
        await db.SaveChangesAsync(ct);
        return new ListContactFields.Response([.. request.FieldIds.Select(id => ContactFieldView.Of(fields[id]))]);
    }
}
