"""DynamoDB, through PynamoDB."""
