using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

public static class ChannelTenants
{
    /// <summary>Whose a channel is, for an operator who knows its id; by the worker's role, which sees that and nothing of the channel.</summary>
    public static async Task<Guid?> FindAsync(DataSources dataSources, Guid channelId, CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand("select tenant_id from channel_senders where id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = channelId });
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }
}
