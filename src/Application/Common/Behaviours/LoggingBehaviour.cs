using System.Diagnostics;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Common.Behaviours;

/// <summary>Names and durations only: a request's content never reaches the log.</summary>
internal sealed class LoggingBehaviour<TRequest, TResponse>(ILogger<LoggingBehaviour<TRequest, TResponse>> logger)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Tracing.Start(typeof(TRequest).Name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await next();
            if (logger.IsEnabled(LogLevel.Debug))
                logger.LogDebug("{UseCase} took {Milliseconds:0.0} ms", typeof(TRequest).Name, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return response;
        }
        catch (DomainException e)
        {
            logger.LogInformation("{UseCase} refused: {Code}", typeof(TRequest).Name, e.Error.Code);
            activity?.SetTag("cleanapp.refused", e.Error.Code);
            throw;
        }
        catch (Exception e)
        {
            activity.Fail(e);
            throw;
        }
    }
}
