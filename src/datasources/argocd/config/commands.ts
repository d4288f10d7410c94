/** How a new admin makes an account that only reads, and a token of it; each line of the policy is one row of the rights below. */
export const SET_UP_COMMANDS = `kubectl -n argocd patch configmap argocd-cm --type merge \\
  -p '{"data": {"accounts.grafana": "apiKey"}}'

kubectl -n argocd edit configmap argocd-rbac-cm   # add to policy.csv:
p, role:opsrounds, applications, get, */*, allow
p, role:opsrounds, projects, get, *, allow
p, role:opsrounds, clusters, get, *, allow
p, role:opsrounds, accounts, get, *, allow
g, grafana, role:opsrounds

argocd account generate-token --account grafana --expires-in 8760h`;
