using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>Hears one PostgreSQL channel on a connection of its own; connects again for as long as it takes.</summary>
public static class NotificationListener
{
    /// <param name="heard">Given each payload; and an empty one whenever hearing begins, because what was told before then was not heard.</param>
    public static async Task RunAsync(
        DataSources dataSources,
        string channel,
        Func<string, Task> heard,
        TimeProvider clock,
        ILogger logger,
        CancellationToken stopping
    )
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await dataSources.OpenUnpooledAppAsync(stopping);
                var pending = System.Threading.Channels.Channel.CreateUnbounded<string>();
                connection.Notification += (_, notification) => pending.Writer.TryWrite(notification.Payload);
                await using (var listen = new NpgsqlCommand($"listen {channel}", connection))
                    await listen.ExecuteNonQueryAsync(stopping);
                await heard("");
                while (!stopping.IsCancellationRequested)
                {
                    await connection.WaitAsync(stopping);
                    while (pending.Reader.TryRead(out var payload))
                        await heard(payload);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException)
            {
                logger.LogWarning("Channel {Channel} is not heard: {Reason}", channel, e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
