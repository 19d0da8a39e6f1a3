using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Sales.Dashboards;
using CleanApp.Application.Sales.LeadForms;
using CleanApp.Application.Sales.LeadImports;
using CleanApp.Application.Sales.Leads;
using CleanApp.Application.Sales.NextSteps;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Application.Sales.Pipelines;
using CleanApp.Application.Sales.ProductImports;
using CleanApp.Application.Sales.Products;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Application.Sales.ProposalSettings;
using CleanApp.Application.Sales.PublicLeadForms;
using CleanApp.Application.Sales.PublicProposals;
using CleanApp.Application.Sales.Sellers;
using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Application.Sales;

internal static class SalesRegistration
{
    /// <summary>The parts several use cases of sales share.</summary>
    public static void AddSales(this IServiceCollection services)
    {
        services.AddScoped<IOnMemberChanged, FollowMember>();
        services.AddScoped<LeadBook>();
        services.AddScoped<LeadViews>();
        services.AddScoped<BeginLead>();
        services.AddScoped<LeadFormViews>();
        services.AddScoped<LeadFormDoor>();
        services.AddScoped<LeadFormIntake>();
        services.AddScoped<LeadSheets>();
        services.AddScoped<LeadReaders>();
        services.AddScoped<LeadPreviews>();
        services.AddScoped<LeadImportViews>();
        services.AddScoped<LeadPeople>();
        services.AddScoped<LeadIntake>();
        services.AddScoped<ProductBook>();
        services.AddScoped<ProductViews>();
        services.AddScoped<ProductSheets>();
        services.AddScoped<Reminding>();
        services.AddScoped<OpportunityDesk>();
        services.AddScoped<OpportunityViews>();
        services.AddScoped<PipelineViews>();
        services.AddScoped<BoardFilters>();
        services.AddScoped<DashboardBook>();
        services.AddScoped<DashboardLines>();
        services.AddScoped<ProposalDesk>();
        services.AddScoped<ProposalNews>();
        services.AddScoped<ProposalHeads>();
        services.AddScoped<ProposalSummaries>();
        services.AddScoped<ProposalDetailViews>();
        services.AddScoped<ProposalDelivery>();
        services.AddScoped<ProposalFiles>();
        services.AddScoped<ProposalLogos>();
        services.AddScoped<PublicProposalDesk>();
    }
}
