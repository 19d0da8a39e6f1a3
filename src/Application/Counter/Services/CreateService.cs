using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Counter.Services;

public sealed record CreateService(
    string Name,
    string Prefix,
    MoneyView Price,
    short PriorityWeight = 0,
    CustomerAsk CustomerAsk = CustomerAsk.Never,
    string? CustomerPurpose = null
) : ICommand<ServiceView>, IServiceFields;

internal sealed class CreateServiceValidator : AbstractValidator<CreateService>
{
    public CreateServiceValidator() => Include(new ServiceFieldsValidator());
}

internal sealed class CreateServiceHandler(ICounterDb db, TimeProvider clock) : IRequestHandler<CreateService, ServiceView>
{
    public async Task<ServiceView> Handle(CreateService request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var service = Service.Create(Guid.CreateVersion7(now), request.Name, request.Prefix, request.Price.ToMoney(), request.PriorityWeight, now);
        service.AskCustomer(request.CustomerAsk, request.CustomerPurpose);
        db.Services.Add(service);
        await db.SaveChangesAsync(ct);
        return ServiceView.Of(service);
    }
}
