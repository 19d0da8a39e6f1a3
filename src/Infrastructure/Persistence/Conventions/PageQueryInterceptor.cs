using System.Linq.Expressions;
using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CleanApp.Infrastructure.Persistence.Conventions;

/// <summary>Turns <see cref="PageExtensions.TakePage"/> into a LIMIT with a literal. Runs when a query's shape is first compiled.</summary>
internal sealed class PageQueryInterceptor : IQueryExpressionInterceptor
{
    /// <summary>One for all: EF keeps a service provider of its own for every other instance.</summary>
    public static readonly PageQueryInterceptor Instance = new();

    private PageQueryInterceptor() { }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        new Rewriter().Visit(queryExpression);

    private sealed class Rewriter : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.IsGenericMethod && node.Method.GetGenericMethodDefinition() == PageExtensions.TakePageMethod
                ? Expression.Call(
                    typeof(Queryable),
                    nameof(Queryable.Take),
                    node.Method.GetGenericArguments(),
                    Visit(node.Arguments[0]),
                    Expression.Constant((int)((ConstantExpression)node.Arguments[1]).Value! + 1)
                )
                : base.VisitMethodCall(node);
    }
}
