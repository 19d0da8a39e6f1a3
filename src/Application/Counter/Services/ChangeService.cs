using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Services;

/// <summary>Changes a service for tickets to come; tickets already issued keep code, amount and rank.</summary>
public sealed record ChangeService(
    Guid Id,
    string Name,
    string Prefix,
    MoneyView Price,
    short PriorityWeight,
    bool Active,
    CustomerAsk CustomerAsk,
    string? CustomerPurpose
) : ICommand<ServiceView>, IServiceFields;

internal sealed class ChangeServiceValidator : AbstractValidator<ChangeService>
{
    public ChangeServiceValidator() => Include(new ServiceFieldsValidator());
}

internal sealed class ChangeServiceHandler(ICounterDb db) : IRequestHandler<ChangeService, ServiceView>
{
    public async Task<ServiceView> Handle(ChangeService request, CancellationToken ct)
    {
        var service = await db.Services.SingleOrDefaultAsync(s => s.Id == request.Id, ct) ?? throw new DomainException(ServiceErrors.NotFound);
        service.Describe(request.Name, request.Prefix, request.Price.ToMoney(), request.PriorityWeight, request.Active);
        service.AskCustomer(request.CustomerAsk, request.CustomerPurpose);
        await db.SaveChangesAsync(ct);
        return ServiceView.Of(service);
    }
}
