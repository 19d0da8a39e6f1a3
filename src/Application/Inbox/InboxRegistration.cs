using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Application.Inbox.ScheduledMessages;
using CleanApp.Application.Inbox.SupportTickets;
using CleanApp.Application.Inbox.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Application.Inbox;

internal static class InboxRegistration
{
    /// <summary>The parts several use cases of the inbox share.</summary>
    public static void AddInbox(this IServiceCollection services)
    {
        services.AddScoped<BeginConversation>();
        services.AddScoped<KeepConversations>();
        services.AddScoped<IOnMessage>(provider => provider.GetRequiredService<KeepConversations>());
        services.AddScoped<Answers>();
        services.AddScoped<Attendance>();
        services.AddScoped<ShareOut>();
        services.AddScoped<AgentViews>();
        services.AddScoped<IOnMemberChanged, FollowMember>();
        services.AddScoped<Sights>();
        services.AddScoped<FindMessages>();
        services.AddScoped<ConversationViews>();
        services.AddScoped<Colleagues>();
        services.AddScoped<PutLabels>();
        services.AddScoped<ExportRows>();
        services.AddScoped<FillTeam>();
        services.AddScoped<ITeamsOf, TeamsOf>();
        services.AddScoped<ITalks, Talks>();
        services.AddScoped<ScheduledMessageViews>();
        services.AddScoped<TicketConversations>();
        services.AddScoped<TicketsThatHear>();
        services.AddScoped<SupportTicketViews>();
        services.AddScoped<Alerting>();
        services.AddScoped<Ringing>();
        services.AddScoped<PushAnswers>();
        services.AddScoped<IColleagueAlerts, ColleagueAlerts>();
        services.AddSingleton<RingSlots>();
    }
}
