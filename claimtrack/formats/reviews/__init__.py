"""Reviews in the words of schema.org: ClaimReview and MediaReview, read and written."""
