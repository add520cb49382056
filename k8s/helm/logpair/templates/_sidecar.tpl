{{/* The parts of a Pod with the sidecar. */}}
{{- define "logpair.rules" -}}
{{- .Values.rules | default (.Files.Get "files/rules.yaml") -}}
{{- end }}

{{- define "logpair.rulesName" -}}
logpair-rules-{{ include "logpair.rules" . | sha256sum | trunc 10 }}
{{- end }}

{{- define "logpair.webName" -}}
logpair-web-{{ .Values.web | sha256sum | trunc 10 }}
{{- end }}

{{- define "logpair.image" -}}
{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}
{{- end }}

{{/* The example's application is in the same image; another one names its own. */}}
{{- define "logpair.applicationImage" -}}
{{- if .Values.application.image.repository }}{{ include "logpair.image" .Values.application.image }}{{ else }}{{ include "logpair.image" .Values.image }}{{ end -}}
{{- end }}

{{- define "logpair.labels" -}}
logpair/sidecar: "true"
{{- end }}

{{- define "logpair.annotations" -}}
prometheus.io/scrape: "true"
prometheus.io/scheme: {{ .Values.tls.enabled | ternary "https" "http" }}
prometheus.io/port: "9464"
prometheus.io/path: /metrics
{{- end }}

{{- define "logpair.container" -}}
- name: logpair
  image: {{ include "logpair.image" .Values.image }}
  {{- with .Values.image.pullPolicy }}
  imagePullPolicy: {{ . }}
  {{- end }}
  args: [run]
  restartPolicy: Always
  env:
    - name: LOGPAIR_LOGS
      value: /var/log/app
    - name: LOGPAIR_STATE
      value: /var/lib/logpair
    - name: LOGPAIR_CONFIG
      value: /etc/logpair/rules.yaml
    {{- if .Values.web }}
    - name: LOGPAIR_WEB_CONFIG
      value: /etc/logpair-web/web.yaml
    {{- end }}
    {{- if .Values.downwardApi }}
    - name: POD_NAME
      valueFrom: {fieldRef: {fieldPath: metadata.name}}
    - name: POD_NAMESPACE
      valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
    - name: POD_IP
      valueFrom: {fieldRef: {fieldPath: status.podIP}}
    - name: NODE_NAME
      valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
    {{- end }}
    {{- with .Values.env }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  ports:
    - name: metrics
      containerPort: 9464
  startupProbe:
    httpGet: {path: /healthz, port: metrics, scheme: {{ .Values.tls.enabled | ternary "HTTPS" "HTTP" }}}
    periodSeconds: 1
    failureThreshold: 30
  livenessProbe:
    httpGet: {path: /healthz, port: metrics, scheme: {{ .Values.tls.enabled | ternary "HTTPS" "HTTP" }}}
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  resources:
    {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1654
    runAsGroup: 1654
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    capabilities: {drop: [ALL]}
    seccompProfile: {type: RuntimeDefault}
  volumeMounts:
    - name: logpair-logs
      mountPath: /var/log/app
      readOnly: true
    - name: logpair-state
      mountPath: /var/lib/logpair
    - name: logpair-rules
      mountPath: /etc/logpair
      readOnly: true
    - name: logpair-no-token
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      readOnly: true
    {{- if .Values.web }}
    - name: logpair-web
      mountPath: /etc/logpair-web
      readOnly: true
    {{- end }}
    {{- if .Values.tls.enabled }}
    - name: logpair-tls
      mountPath: /etc/logpair-tls
      readOnly: true
    {{- end }}
{{- end }}

{{/* Mode 292 is 0444: Helm reads numbers as decimal, and only this container mounts them. */}}
{{- define "logpair.volumes" -}}
- name: logpair-logs
  emptyDir: {sizeLimit: {{ .Values.logsSize }}}
- name: logpair-state
  emptyDir: {sizeLimit: 64Mi}
- name: logpair-rules
  configMap: {name: {{ include "logpair.rulesName" . }}}
- name: logpair-no-token
  emptyDir: {sizeLimit: 1Mi}
{{- if .Values.web }}
- name: logpair-web
  secret: {secretName: {{ include "logpair.webName" . }}, defaultMode: 292}
{{- end }}
{{- if .Values.tls.enabled }}
- name: logpair-tls
  secret: {secretName: logpair-tls, defaultMode: 292}
{{- end }}
{{- end }}
