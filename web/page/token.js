// There is no server, and so no token that it would require: what the page asks, it asks itself.

export const currentToken = () => "none";
export const takeToken = async () => false;
