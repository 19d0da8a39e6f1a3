using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Channels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Application.Channels;

internal static class ChannelsRegistration
{
    /// <summary>The parts several use cases of numbers and messages share.</summary>
    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<ChannelMetrics>();
        services.AddScoped<ChannelSecrets>();
        services.AddScoped<ChannelViews>();
        services.AddScoped<AttemptKeys>();
        services.AddScoped<BeginAttempts>();
        services.AddScoped<MarketingConsent>();
        services.AddScoped<LeftAttempts>();
        services.AddScoped<RecordOutcomes>();
        services.AddScoped<IDeliverBatch, DeliverBatch>();
        services.AddScoped<Recipients>();
        services.AddScoped<TakeMessage>();
        services.AddScoped<IMessages, MessageDesk>();
        services.AddScoped<IReferrals, Referrals>();
        services.AddScoped<IMessageRecords, MessageRecords>();
        services.AddScoped<ReceiveMessage>();
        services.AddScoped<FileOpener>();
        services.AddScoped<MediaFiles>();
        services.AddScoped<OutgoingFiles>();
        services.AddSingleton<TransferSlots>();
        services.AddSingleton<SendingSlots>();
        services.AddScoped<CountUsage>();
        services.AddScoped<FollowStatus>();
        services.AddScoped<FollowStatuses>();
        services.AddScoped<IReadWebhooks, ReadWebhooks>();
        services.AddScoped<WebhookAddresses>();
        services.AddScoped<IWebhookReplay, WebhookReplay>();
        services.AddScoped<FollowTemplate>();
        services.AddScoped<TemplateSync>();
        services.AddScoped<FitTemplate>();
        services.AddScoped<FitFile>();
        services.AddScoped<TemplateViews>();
    }
}
