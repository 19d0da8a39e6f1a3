namespace CleanApp.Domain.Identity;

public enum Role
{
    Owner,
    Manager,
    Agent,
    Operator,
}
