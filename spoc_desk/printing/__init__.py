"""Tagged, archivable PDF from blocks of content. Knows no vault and no rule."""
